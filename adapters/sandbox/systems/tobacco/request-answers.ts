import { setTimeout as delay } from 'node:timers/promises';
import { createSm2Verifier } from '../../../../subgraphs/domain/sm2.ts';
import { regionPrefix } from '../../../../subgraphs/domain/region.ts';
import type { CertificateRow } from './certificate-row.ts';
import { INBOX, OUTBOX, type FileStore } from './file-store.ts';
import type { Outbox } from './outbox.ts';
import { resultLine, rowLine } from './relay-lines.ts';

export interface RequestAnswersOptions {
  files: FileStore;
  outbox: Outbox;
  hubPublicKey: string;
  byNumbers(numbers: readonly string[]): Promise<CertificateRow[]>;
  /** Whether a request file more may come now; asked as it arrives. */
  isAllowed(): boolean;
  /** Smallest and largest time until an answer lies in /outbox, milliseconds. */
  answerMs: readonly [number, number];
}

/** Answers request files: `REQ_…` with its `.sig` in /inbox, `RSP_…` in /outbox, seconds to minutes later. */
export interface RequestAnswers {
  /** Something lies in /inbox under its final name. */
  arrived(name: string): void;
  /** Takes up what an earlier process left unanswered. */
  open(): Promise<void>;
  close(): Promise<void>;
}

const REQUEST = /^REQ_(\d{6})_(\d{8})_(\d{6})\.txt$/;
const SIGNATURE_REFUSED = '2';
const OTHER_REGION = '3';
const BUSY = '9';
const OK = '0';
const NO_SUCH_CERTIFICATE = '1';
const WHOLE = { number: '', uscc: '' };

export function createRequestAnswers(options: RequestAnswersOptions): RequestAnswers {
  const { files, outbox, answerMs } = options;
  const verifier = createSm2Verifier(options.hubPublicKey);
  const closing = new AbortController();
  const inWork = new Map<string, Promise<void>>();

  async function answer(name: string, isAllowed: boolean): Promise<void> {
    const [least, most] = answerMs;
    await delay(least + Math.random() * (most - least), undefined, { signal: closing.signal });
    const [, region = '', date, serial] = REQUEST.exec(name) ?? [];
    const answerName = `RSP_${region}_${date}_${serial}.txt`;
    const content = await files.content(INBOX, name);
    const signature = await files.content(INBOX, `${name}.sig`);
    if (content === null || signature === null) return;
    // The same file a second time was answered the first time.
    if ((await files.content(OUTBOX, answerName)) !== null) return;
    const lines = isAllowed
      ? await answerLines(content, signature.toString('latin1').trim(), region)
      : [resultLine(BUSY, WHOLE)];
    await outbox.give(answerName, `H|YCZM|${region}|RSP|${date}|${serial}|GB18030`, lines);
  }

  async function answerLines(content: Buffer, signature: string, region: string): Promise<string[]> {
    if (!verifier.verify(content, signature)) return [resultLine(SIGNATURE_REFUSED, WHOLE)];
    const prefix = regionPrefix(region);
    const lines: string[] = [];
    for (const item of content.toString('latin1').split('\r\n')) {
      const [mark, number = '', uscc = ''] = item.split('|');
      if (mark === 'F') {
        await outbox.writeFull(prefix);
        lines.push(resultLine(OK, WHOLE));
      } else if (mark === 'Q') lines.push(...(await resultOf(number, uscc, prefix)));
    }
    return lines;
  }

  async function resultOf(number: string, uscc: string, prefix: string): Promise<string[]> {
    const question = { number, uscc };
    if (!number.startsWith(prefix)) return [resultLine(OTHER_REGION, question)];
    const rows = (await options.byNumbers([number])).filter((row) => uscc === '' || row.tyshxydm === uscc);
    if (rows.length === 0) return [resultLine(NO_SUCH_CERTIFICATE, question)];
    return [resultLine(OK, question), ...rows.map(rowLine)];
  }

  function begin(name: string): void {
    if (inWork.has(name)) return;
    const work = answer(name, options.isAllowed()).catch(() => undefined);
    inWork.set(name, work);
    void work.then(() => inWork.delete(name));
  }

  return {
    arrived(name) {
      const request = name.replace(/\.sig$/, '');
      if (REQUEST.test(request)) begin(request);
    },
    async open() {
      for (const name of await files.names(INBOX)) if (REQUEST.test(name)) begin(name);
    },
    async close() {
      closing.abort();
      await Promise.all(inWork.values());
    },
  };
}
