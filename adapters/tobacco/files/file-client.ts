import { setTimeout as after } from 'node:timers/promises';
import { createSm2Signer, createSm2Verifier } from '../../../subgraphs/domain/sm2.ts';
import type { Logger } from '../../../subgraphs/platform/logger.ts';
import type { DepartmentClient, DepartmentLimits } from '../../sdk/contract.ts';
import { readBatch } from './batch-read.ts';
import { readCursor } from './changes-cursor.ts';
import { nextChangesPage } from './changes-page.ts';
import { createFileExchange } from './file-exchange.ts';
import { findInFiles } from './held-permits.ts';
import { startPolling } from './polling.ts';
import { openSftpSession, type SftpAddress } from './sftp-session.ts';

export interface FileClientOptions {
  address: SftpAddress;
  /** The hub's SSH key, OpenSSH or PEM. */
  sshKey: string;
  /** `SHA256:…` */
  hostKeys: readonly string[];
  /** The hub's SM2 key, 64 hex digits. */
  privateKey: string;
  /** The bureau's, hex. */
  bureauPublicKey: string;
  regions?: readonly string[] | undefined;
  /** Whether the files are all that there is: then they are looked for all the time, not for a sweep only. */
  isAlone: boolean;
  /** Longest time of one step with the file server, milliseconds. Default 10,000. */
  stepMs?: number;
  log: Logger;
  /** Our clock, milliseconds since 1970. Default the machine's. */
  now?: (() => number) | undefined;
}

/** From memory: the bureau bears nothing of it. */
const FILE_LIMITS: DepartmentLimits = { batchSize: 100, concurrency: 10 };
const FIRST_LOOK_MS = 500;
/** Steps of one sweep need not look for files each. */
const FRESH_ENOUGH_MS = 30_000;

/** The client of the bureau's file exchange. What it answers was true when the file was written, and says so. */
export function createFileClient(
  options: FileClientOptions,
): Required<Omit<DepartmentClient, 'readMessage'>> {
  const now = options.now ?? Date.now;
  const exchange = createFileExchange({
    connect: (signal) =>
      openSftpSession({
        ...options.address,
        privateKey: options.sshKey,
        hostKeys: options.hostKeys,
        stepMs: options.stepMs,
        signal,
      }),
    signer: createSm2Signer(options.privateKey),
    verifier: createSm2Verifier(options.bureauPublicKey),
    regions: options.regions,
    log: options.log,
    now,
  });
  const polling = options.isAlone ? startPolling(exchange, options.log) : null;
  let syncedAt = -Infinity;

  return {
    limits: FILE_LIMITS,
    async read(numbers) {
      // Just started: what is about to come is worth a moment, and never more than the budget of a read bears.
      if (exchange.holdings.size === 0 && polling)
        await Promise.race([polling.firstLook, after(FIRST_LOOK_MS)]);
      const answers = readBatch(exchange, numbers, now());
      polling?.wake();
      return answers;
    },
    findByHolder: (usccs, call) => findInFiles(exchange.holdings.values(), usccs, call),
    async changes(after, { signal }) {
      const cursor = readCursor(after);
      if (!cursor.isMidway || performance.now() - syncedAt > FRESH_ENOUGH_MS) {
        await exchange.sync(signal);
        syncedAt = performance.now();
      }
      return nextChangesPage(exchange.holdings, cursor);
    },
    async close() {
      polling?.stop();
      await exchange.close();
    },
  };
}
