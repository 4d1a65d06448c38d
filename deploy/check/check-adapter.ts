import { randomBytes } from 'node:crypto';
import { discoverTwins } from '../../adapters/sandbox/discover-twins.ts';
import { openTwinHouse } from '../../adapters/sandbox/core/twin-house.ts';
import { ALL_CHECKS } from '../../adapters/sdk/conformance/all-checks.ts';
import type { Check, CheckResult } from '../../adapters/sdk/conformance/check.ts';
import { openHouse } from '../../adapters/sdk/conformance/open-house.ts';
import { runChecks } from '../../adapters/sdk/conformance/run-checks.ts';
import { discoverAdapters } from '../../adapters/sdk/discover-adapters.ts';
import type { Closers } from '../../subgraphs/platform/closers.ts';
import { readCallKeys } from '../../subgraphs/platform/internal-call/call-keys.ts';
import { createInternalKeys } from '../internal-keys.ts';
import { setVariables } from '../set-variables.ts';
import { openChildSubject } from './child-subject.ts';

export interface CheckAdapterOptions {
  /** An adapter's name, or the address of one that runs. */
  subject: string;
  /** For a URL: `INTERNAL_KEYS`, or the `DATA_DIR` of the hub that it belongs to. */
  environment: Readonly<Record<string, string | undefined>>;
  /** What is opened is closed through these, however the process ends. */
  closers: Closers;
  tell?: (result: CheckResult) => void;
  /** Default all. */
  checks?: readonly Check[];
}

/** Runs the kit. @throws Error of one line, with the remedy, where it cannot begin */
export function checkAdapter(options: CheckAdapterOptions): Promise<CheckResult[]> {
  return /^https?:\/\//.test(options.subject) ? checkUrl(options) : checkName(options);
}

async function checkUrl({ subject, environment, tell, checks = ALL_CHECKS }: CheckAdapterOptions) {
  const url = URL.parse(subject.replace(/\/$/, ''));
  if (!url || url.pathname === '/') {
    throw new Error(
      `"${subject}" is no address of a role; use what npm start -- --only prints, e.g. http://127.0.0.1:4200/food.`,
    );
  }
  const set = setVariables(environment);
  const keys = await createInternalKeys(set.DATA_DIR ?? '.data', set)(url.pathname.slice(1));
  return runChecks({ checks, url, keys, house: null, ...(tell ? { tell } : {}) });
}

async function checkName({ subject: code, closers, tell, checks = ALL_CHECKS }: CheckAdapterOptions) {
  const definitions = await discoverAdapters();
  const definition = definitions.find(({ department }) => department.code === code);
  if (!definition) {
    const known = definitions.map(({ department }) => department.code).join(', ');
    throw new Error(
      `There is no adapter "${code}"; there are ${known}. A new one: npm run adapter:new ${code}.`,
    );
  }
  const twin = (await discoverTwins()).get(code);
  if (!twin) {
    throw new Error(
      `adapters/${code}/twin/twin.ts is missing: the kit needs the department's system in small (docs/adapter-guide.md).`,
    );
  }
  const internalKeys = `check:${randomBytes(32).toString('base64url')}`;
  const keys = readCallKeys(internalKeys);
  const rooms = await openTwinHouse(`check-${code}`);
  await closers.add('the department systems', () => rooms.close());
  const house = await openHouse({
    code,
    twin,
    services: rooms.services,
    keys,
    batchSize: definition.limits.batchSize,
    openSubject: (environment) =>
      openChildSubject({
        code,
        definition: new URL(`../../adapters/${code}/definition.ts`, import.meta.url),
        environment,
        internalKeys,
      }),
  });
  await closers.add('the adapter', () => house.close());
  return runChecks({ checks, url: house.subject.url, keys, house, ...(tell ? { tell } : {}) });
}
