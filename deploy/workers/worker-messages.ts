import type { Share } from '../../adapters/sdk/guard/limits-share.ts';
import type { Environment } from '../set-variables.ts';

/** What the first process tells one of its workers: all that it opened for them. */
export interface WorkerOrder {
  databaseUrl: string;
  /** That of the process, the sandbox's variables among it. */
  environment: Environment;
  /** Its part of every department's limits. */
  share: Share;
  /** Of the gateway, the same for all. */
  port: number;
  /** `ID:SECRET` with which the first process calls it. */
  internalKeys: string;
  demoLicense: string | null;
}

export type WorkerMessage =
  /** `services`: where its adapters are called, on loopback. */
  { kind: 'ready'; services: string } | { kind: 'failed'; message: string };
