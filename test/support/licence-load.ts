import { setTimeout as pause } from 'node:timers/promises';
import { LICENCE_FIELDS, type ShownLicence } from './licence-answer.ts';
import type { GraphqlAnswer, RunningHub } from './running-hub.ts';

/** One question of the load, and what became of it. */
export interface LoadedAnswer {
  number: string;
  askedAt: number;
  ms: number;
  /** Undefined where no answer came: the gateway itself was away. */
  answer?: GraphqlAnswer<{ compositeLicense: ShownLicence | null }>;
}

export interface LicenceLoad {
  /** What was asked from a moment on (`performance.now()`), and has been answered. */
  since(moment: number): LoadedAnswer[];
  stop(): Promise<void>;
}

/** Departments bear ten calls a second: callers take a breath between their questions. */
const BREATH_MS = 60;

/** Callers that ask for licences in turn, on and on, whatever becomes of their questions. */
export function startLicenceLoad(hub: RunningHub, numbers: readonly string[], callers = 4): LicenceLoad {
  const heard: LoadedAnswer[] = [];
  let isStopping = false;
  const query = `query ($number: ID!) { compositeLicense(number: $number) { ${LICENCE_FIELDS} } }`;

  async function call(first: number): Promise<void> {
    for (let turn = first; !isStopping; turn += 1) {
      const number = numbers[turn % numbers.length] as string;
      const askedAt = performance.now();
      const answer = await hub
        .ask<{ compositeLicense: ShownLicence | null }>(query, { number })
        .catch(() => undefined);
      heard.push({ number, askedAt, ms: performance.now() - askedAt, ...(answer ? { answer } : {}) });
      await pause(BREATH_MS);
    }
  }
  const running = Array.from({ length: callers }, (_, first) => call(first));
  return {
    since: (moment) => heard.filter(({ askedAt }) => askedAt >= moment),
    async stop() {
      isStopping = true;
      await Promise.all(running);
    },
  };
}
