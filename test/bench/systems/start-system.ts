import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { OPERATIONS, type BenchQuestion } from '../cases.ts';
import { startProcess, type BenchProcess } from '../measure/child-process.ts';
import type { SystemReady, SystemSetting } from './system.ts';

/** A system under test, running. */
export interface RunningSystem {
  readonly name: SystemName;
  readonly processes: readonly number[];
  readonly headers: Record<string, string>;
  urlOf(question: BenchQuestion): string;
  bodyOf(question: BenchQuestion): string;
  end(): Promise<void>;
}

export const SYSTEMS = ['hub', 'stock', 'floor'] as const;
export type SystemName = (typeof SYSTEMS)[number];

/** Core of the systems under test; everything else has the other. */
const CORE = 0;
const STOCK_SUBGRAPHS = ['issuance', 'food', 'health', 'culture', 'tobacco'];

/** @param setting its folder is made below the given one */
export async function startSystem(
  name: SystemName,
  { folder, ...rest }: SystemSetting,
): Promise<RunningSystem> {
  const own = join(folder, name);
  await mkdir(own, { recursive: true });
  const environment = { BENCH_SETTING: JSON.stringify({ ...rest, folder: own } satisfies SystemSetting) };
  switch (name) {
    case 'hub':
      return graphql(name, [await start('hub.ts', environment)]);
    case 'stock':
      return graphql(name, await startStock(environment));
    case 'floor': {
      const floor = await start('floor.ts', environment);
      return {
        ...base(name, [floor]),
        urlOf: ({ operation }) =>
          `${floor.ready.origin}/${operation === 'compositeLicense' ? 'one' : 'page'}`,
        bodyOf: ({ variables }) => JSON.stringify({ variables }),
      };
    }
  }
}

type SystemProcess = BenchProcess<SystemReady>;

/** Asked with the operation's text; the first of the processes is the gateway. */
function graphql(name: SystemName, processes: readonly SystemProcess[]): RunningSystem {
  const path = name === 'stock' ? '/' : '/graphql';
  return {
    ...base(name, processes),
    urlOf: () => `${processes[0]?.ready.origin}${path}`,
    bodyOf: ({ operation, variables }) => JSON.stringify({ query: OPERATIONS[operation], variables }),
  };
}

function base(name: SystemName, processes: readonly SystemProcess[]) {
  return {
    name,
    processes: processes.map(({ pid }) => pid),
    headers: processes[0]?.ready.headers ?? {},
    end: async () => void (await Promise.all(processes.map((each) => each.end()))),
  };
}

async function startStock(environment: Record<string, string>): Promise<SystemProcess[]> {
  const subgraphs: SystemProcess[] = [];
  // One after the other: together on one core each would wait for all.
  for (const name of STOCK_SUBGRAPHS) {
    subgraphs.push(await start('stock-subgraph.ts', { ...environment, BENCH_SUBGRAPH: name }));
  }
  const origins = Object.fromEntries(
    STOCK_SUBGRAPHS.map((name, position) => [name, subgraphs[position]?.ready.origin]),
  );
  const gateway = await start('stock-gateway.ts', {
    ...environment,
    BENCH_SUBGRAPHS: JSON.stringify(origins),
  });
  return [gateway, ...subgraphs];
}

function start(file: string, environment: Record<string, string>): Promise<SystemProcess> {
  return startProcess<SystemReady>(new URL(file, import.meta.url), CORE, environment);
}
