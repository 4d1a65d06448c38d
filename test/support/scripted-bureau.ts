import { openSftpWire } from '../../adapters/sandbox/core/sftp-wire.ts';
import type { RemoteFile, RemoteFiles } from '../../adapters/sandbox/core/sftp-files.ts';
import { generateSshKeyPair } from '../../adapters/sandbox/core/ssh-key-pair.ts';
import { Switches } from '../../adapters/sandbox/core/switches.ts';
import type { Fault } from '../../adapters/sandbox/core/system.ts';
import { okText, writeFileText } from '../../adapters/sandbox/systems/tobacco/file-text.ts';
import { fingerprint } from '../../adapters/tobacco/files/sftp-session.ts';
import { createSm2Signer, generateSm2KeyPair } from '../../subgraphs/domain/sm2.ts';

interface StoredFile {
  content: Buffer;
  modifiedAt: number;
  isLink?: boolean;
}

export interface BureauFile {
  region?: string;
  kind?: 'FULL' | 'INC' | 'RSP';
  /** `yyyymmdd`; default 20261119. */
  date?: string;
  sequence: number;
  rows: readonly string[];
  /** Milliseconds since 1970; default one second for each sequence after 2026-11-19 02:30 in Beijing. */
  modifiedAt?: number;
}

/** What a test makes of a file before it is laid out. */
export interface FileParts {
  name: string;
  content: Buffer;
  /** Null: not written. */
  ok: Buffer | null;
  signature: Buffer | null;
}

/** A file server of the bureau over real SFTP, on which a test lays whatever it likes. */
export interface ScriptedBureau {
  /** Variables of the adapter, without a relay. */
  readonly connection: Readonly<Record<string, string>>;
  /** By path. */
  readonly files: Map<string, StoredFile>;
  /** Names under which something was renamed or first written, in order. */
  readonly written: string[];
  readonly port: number;
  /** Lays a file out as the bureau does, or as `spoil` makes it. @returns its name */
  give(file: BureauFile, spoil?: (parts: FileParts) => Partial<FileParts>): string;
  put(path: string, file: Buffer, options?: { modifiedAt?: number; isLink?: boolean }): void;
  sign(content: Buffer): Buffer;
  setFault(fault: Fault): Promise<void>;
  /** Called before each write by the hub; may throw, or end connections. */
  onWrite: (path: string, content: Buffer) => void;
  close(): Promise<void>;
}

export const FIRST_NIGHT = Date.parse('2026-11-19T02:30:00+08:00');

/** A row as in the bureau's files. */
export function bureauRow(
  number: string,
  changes: { status?: string; name?: string; updated?: string } = {},
) {
  const { status = '00', name = `测试${number}烟酒店`, updated = '20261118' } = changes;
  const address = '内蒙古自治区乌海市海勃湾区新华东街12号1层3号';
  return `${number}|92150302MA0PT2X897|${name}|王建明|${address}|1|卷烟、雪茄烟零售|20230710|20280709|${status}|${updated}`;
}

export async function startScriptedBureau(options: { port?: number } = {}): Promise<ScriptedBureau> {
  const hostKey = generateSshKeyPair();
  const hubKey = generateSshKeyPair();
  const bureau = createSm2Signer(generateSm2KeyPair().privateKey);
  const files = new Map<string, StoredFile>();
  const written: string[] = [];
  const switches = new Switches({ latencyMs: [0, 0] });
  const [, blob = ''] = hostKey.public.split(' ');

  const remote: RemoteFiles = {
    list: (folder) =>
      Promise.resolve(
        [...files]
          .filter(([path]) => path.startsWith(`${folder}/`))
          .map(([path, file]) => described(path.slice(folder.length + 1), file)),
      ),
    look(path) {
      const file = files.get(path);
      return Promise.resolve(file ? described(path.slice(path.lastIndexOf('/') + 1), file) : null);
    },
    read: (path) => Promise.resolve(files.get(path)?.content ?? null),
    write(path, content) {
      scripted.onWrite(path, content);
      if (!files.has(path)) written.push(path);
      files.set(path, { content, modifiedAt: Date.now() });
      return Promise.resolve(true);
    },
    rename(from, to) {
      const file = files.get(from);
      if (!file || files.has(to)) return Promise.resolve(false);
      files.delete(from);
      files.set(to, file);
      written.push(to);
      return Promise.resolve(true);
    },
  };
  const wire = await openSftpWire({
    switches,
    port: options.port ?? 0,
    hostKey: hostKey.private,
    account: 'yzh-hub',
    publicKey: hubKey.public,
    files: remote,
  });
  const put: ScriptedBureau['put'] = (path, content, { modifiedAt = FIRST_NIGHT, isLink } = {}) =>
    void files.set(path, { content, modifiedAt, ...(isLink ? { isLink } : {}) });
  const sign = (content: Buffer) => Buffer.from(bureau.sign(content, 'base64'), 'latin1');

  const scripted: ScriptedBureau = {
    connection: {
      TOBACCO_PRIVATE_KEY: generateSm2KeyPair().privateKey,
      TOBACCO_PUBLIC_KEY: bureau.publicKey,
      TOBACCO_SFTP_URL: `sftp://yzh-hub@127.0.0.1:${wire.port}`,
      TOBACCO_SFTP_KEY: Buffer.from(hubKey.private).toString('base64'),
      TOBACCO_SFTP_HOST_KEY: fingerprint(Buffer.from(blob, 'base64')),
    },
    files,
    written,
    port: wire.port,
    put,
    sign,
    onWrite: () => undefined,
    give({ region = '150302', kind = 'FULL', date = '20261119', sequence, rows, modifiedAt }, spoil) {
      const place = String(sequence).padStart(kind === 'RSP' ? 6 : 4, '0');
      const content = writeFileText(`H|YCZM|${region}|${kind}|${date}|${place}|GB18030`, rows);
      const name =
        kind === 'RSP'
          ? `RSP_${region}_${date}_${place}.txt`
          : `YC_LIC_${region}_${date}_${kind}_${place}.txt`;
      const parts = { name, content, ok: okText(content), signature: sign(content) };
      const laid = { ...parts, ...spoil?.(parts) };
      const at = { modifiedAt: modifiedAt ?? FIRST_NIGHT + sequence * 1_000 };
      put(`/outbox/${laid.name}`, laid.content, at);
      if (laid.signature) put(`/outbox/${laid.name}.sig`, laid.signature, at);
      if (laid.ok) put(`/outbox/${laid.name}.ok`, laid.ok, at);
      return laid.name;
    },
    async setFault(fault) {
      switches.setFault(fault);
      await wire.faultChanged(true);
    },
    close: () => wire.close(),
  };
  return scripted;
}

function described(name: string, { content, modifiedAt, isLink }: StoredFile): RemoteFile {
  return { name, bytes: content.length, modifiedAt, ...(isLink ? { isLink } : {}) };
}
