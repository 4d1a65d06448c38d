import { regionPrefix } from '../../../subgraphs/domain/region.ts';
import type { Sm2Signer, Sm2Verifier } from '../../../subgraphs/domain/sm2.ts';
import type { Logger } from '../../../subgraphs/platform/logger.ts';
import { DepartmentFault } from '../../sdk/contract.ts';
import { untilAborted } from '../../sdk/reading/until-aborted.ts';
import { readRequestAnswer } from './request-answer.ts';
import { isFileNumber } from './file-rows.ts';
import { offeredFiles, type OfferedFile } from './outbox.ts';
import { RefusedFile } from './refused-file.ts';
import type { RegionHolding } from './region-holding.ts';
import { createRegionIntake, type RegionIntake } from './region-intake.ts';
import { createRequestDesk, type RequestDesk } from './request-desk.ts';
import type { RequestFile } from './request-file.ts';
import { OK_SUFFIX, SIGNATURE_SUFFIX } from './sealed-file.ts';
import type { RemoteEntry, SftpSession } from './sftp-session.ts';

export interface FileExchangeOptions {
  connect(signal: AbortSignal): Promise<SftpSession>;
  signer: Sm2Signer;
  verifier: Sm2Verifier;
  /** Region codes of which files are taken. Default all. */
  regions?: readonly string[] | undefined;
  log: Logger;
  /** Our clock, milliseconds since 1970. */
  now: () => number;
}

/** What the bureau's files say, brought up to date by `sync`. */
export interface FileExchange {
  readonly holdings: ReadonlyMap<string, RegionHolding>;
  readonly desk: RequestDesk;
  /** The region whose files would have a permit, where its full file is held. @param key normalised */
  holdingFor(key: string): RegionHolding | undefined;
  /**
   * Takes what is new in /outbox, and leaves a request in /inbox where one is due. Runs after one another; who asks
   * while one runs waits for the next. @param signal lets go the one that waits, not the work @throws DepartmentFault
   */
  sync(signal?: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

const OUTBOX = '/outbox';
const INBOX = '/inbox';
const MOST_NAMES = 5;

export function createFileExchange(options: FileExchangeOptions): FileExchange {
  const { verifier, signer, log, now } = options;
  const prefixes = options.regions?.map(regionPrefix);
  const intakes = new Map<string, RegionIntake>();
  const holdings = new Map<string, RegionHolding>();
  const desk = createRequestDesk({ now, log });
  const closing = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;

  async function run(): Promise<void> {
    closing.signal.throwIfAborted();
    const session = await options.connect(closing.signal);
    try {
      const entries = await session.list(OUTBOX);
      await takeFiles(session, entries);
      await takeAnswers(session, entries);
      await sendRequest(session);
    } finally {
      session.close();
    }
  }

  async function takeFiles(session: SftpSession, entries: readonly RemoteEntry[]): Promise<void> {
    for (const [region, files] of offeredFiles(entries)) {
      if (prefixes && !prefixes.some((prefix) => region.startsWith(prefix))) continue;
      const intake = intakes.get(region) ?? createRegionIntake(region, log);
      intakes.set(region, intake);
      const pathOf = (file: OfferedFile) => `${OUTBOX}/${file.name}`;
      const isIncomplete = await intake.sync(files, { session, verifier, now, log, pathOf });
      if (intake.holding) holdings.set(region, intake.holding);
      if (isIncomplete) desk.wantFull(region);
    }
  }

  async function takeAnswers(session: SftpSession, entries: readonly RemoteEntry[]): Promise<void> {
    const finished = new Set(entries.map(({ name }) => name));
    for (const request of desk.awaited()) {
      if (!finished.has(request.answerName) || !finished.has(request.answerName + OK_SUFFIX)) continue;
      desk.answered(request);
      try {
        const path = `${OUTBOX}/${request.answerName}`;
        takeAnswer(request, await readRequestAnswer({ session, path, request, verifier, now }));
      } catch (error) {
        if (!(error instanceof RefusedFile)) throw error;
        log.error(
          { alarm: 'TOBACCO_FILE', file: request.answerName, problem: error.message },
          'an answer is not taken',
        );
      }
    }
  }

  function takeAnswer(request: RequestFile, answer: Awaited<ReturnType<typeof readRequestAnswer>>): void {
    for (const problem of answer.problems)
      log.warn({ file: request.answerName, problem }, 'part of an answer is not taken');
    if (answer.busy.length > 0) desk.want(request.region, answer.busy);
    holdings.get(request.region)?.takeAnswer(answer.asOf, now(), answer.rows);
  }

  /** Signed by a file beside it, written last: the bureau begins when both are there. */
  async function sendRequest(session: SftpSession): Promise<void> {
    let request = desk.next();
    if (request === null) return;
    for (let turn = 1; turn <= MOST_NAMES; turn += 1) {
      const there = await session.look(`${INBOX}/${request.name}`);
      if (there === null || there.bytes === request.content.length) break;
      request = desk.rename(request, turn);
    }
    await putOnce(session, request.name, request.content);
    const signature = signer.sign(request.content, 'base64');
    await putOnce(session, request.name + SIGNATURE_SUFFIX, Buffer.from(signature, 'latin1'));
    desk.sent(request);
  }

  /** What an earlier attempt brought to its end is not written again. */
  async function putOnce(session: SftpSession, name: string, content: Buffer): Promise<void> {
    if ((await session.look(`${INBOX}/${name}`)) === null) await session.put(`${INBOX}/${name}`, content);
  }

  return {
    holdings,
    desk,
    holdingFor(key) {
      if (!isFileNumber(key)) return undefined;
      // Files of a city or a province may stand for the whole of it.
      return (
        holdings.get(key.slice(0, 6)) ??
        holdings.get(`${key.slice(0, 4)}00`) ??
        holdings.get(`${key.slice(0, 2)}0000`)
      );
    },
    sync(signal = closing.signal) {
      next ??= running.then(() => {
        next = null;
        const work = run().catch((error: unknown) => {
          throw error instanceof DepartmentFault
            ? error
            : new DepartmentFault('BAD_DATA', 'the file exchange failed', { cause: error });
        });
        running = work.catch(() => undefined);
        return work;
      });
      return untilAborted(next, signal);
    },
    async close() {
      closing.abort(new DepartmentFault('UNREACHABLE', 'the adapter is closing'));
      await running;
    },
  };
}
