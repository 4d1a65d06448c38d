import type { Pool } from 'pg';
import { createHash } from 'node:crypto';
import type { Sm2KeyPair } from '../../../../subgraphs/domain/sm2.ts';
import { openSftpWire } from '../../core/sftp-wire.ts';
import { generateSshKeyPair, type SshKeyPair } from '../../core/ssh-key-pair.ts';
import type { Switches } from '../../core/switches.ts';
import type { SystemServices } from '../../core/system.ts';
import { createFileStore } from './file-store.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { createRequestAnswers, type RequestAnswersOptions } from './request-answers.ts';

export interface FileExchangeOptions extends Pick<
  RequestAnswersOptions,
  'hubPublicKey' | 'byNumbers' | 'answerMs'
> {
  services: SystemServices;
  pool: Pool;
  switches: Switches;
  bureauKeys: Sm2KeyPair;
  now: () => number;
}

/** The bureau's file exchange, running. */
export interface FileExchange {
  readonly outbox: Outbox;
  readonly port: number;
  /** Variables of the adapter. */
  readonly connection: Readonly<Record<string, string>>;
  /** Once the certificates are there: the files of today, and what was left to do. */
  begin(): Promise<void>;
  faultChanged(isNewFault: boolean): Promise<void>;
  close(): Promise<void>;
}

const ACCOUNT = 'yzh-hub';
/** One in ten seconds, less what two may draw closer together on their way. */
const REQUEST_EVERY_MS = 9_800;

export async function openFileExchange(options: FileExchangeOptions): Promise<FileExchange> {
  const { services, pool, switches, bureauKeys, now } = options;
  const hostKey = sshKeyPair(services, 'tobacco-sftp-host-key');
  const hubKey = sshKeyPair(services, 'tobacco-sftp-hub-key');
  const files = createFileStore({ pool, now, arrived: (name) => answers.arrived(name) });
  const outbox = createOutbox({ pool, files, privateKey: bureauKeys.privateKey, now });
  let lastRequestAt = -Infinity;
  const answers = createRequestAnswers({
    ...options,
    files,
    outbox,
    isAllowed() {
      const isTooSoon = performance.now() - lastRequestAt < REQUEST_EVERY_MS;
      if (switches.settings.limits && isTooSoon) return false;
      lastRequestAt = performance.now();
      return true;
    },
  });
  const wire = await openSftpWire({
    switches,
    port: services.port('tobacco-sftp'),
    hostKey: hostKey.private,
    account: ACCOUNT,
    publicKey: hubKey.public,
    files,
  });
  return {
    outbox,
    port: wire.port,
    connection: {
      TOBACCO_SFTP_URL: `sftp://${ACCOUNT}@127.0.0.1:${wire.port}`,
      // One line: a file of variables has no other.
      TOBACCO_SFTP_KEY: Buffer.from(hubKey.private).toString('base64'),
      TOBACCO_SFTP_HOST_KEY: fingerprint(hostKey.public),
    },
    async begin() {
      await files.open();
      await outbox.open();
      await answers.open();
    },
    faultChanged: (isNewFault) => wire.faultChanged(isNewFault),
    async close() {
      await wire.close();
      await answers.close();
    },
  };
}

function sshKeyPair(services: SystemServices, name: string): SshKeyPair {
  return JSON.parse(services.secret(name, () => JSON.stringify(generateSshKeyPair()))) as SshKeyPair;
}

/** `SHA256:…`, from a public key in OpenSSH's one line. */
function fingerprint(publicKey: string): string {
  const [, blob = ''] = publicKey.split(' ');
  const digest = createHash('sha256').update(Buffer.from(blob, 'base64')).digest('base64');
  return `SHA256:${digest.replace(/=+$/, '')}`;
}
