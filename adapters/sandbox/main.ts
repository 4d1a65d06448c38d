/**
 * Entry point of `npm run sandbox`: the four department systems, alone or as a child of the all-in-one start. Ends in
 * order at SIGTERM, at Ctrl-C, and when the process that started it is gone.
 */
import { join, relative, resolve } from 'node:path';
import type { Closers } from '../../subgraphs/platform/closers.ts';
import { forgetPostgresVariables } from '../../subgraphs/platform/postgres-environment.ts';
import { runProcess } from '../../subgraphs/platform/process-life.ts';
import type { SandboxMessage } from './core/connections.ts';
import { discoverTwins } from './discover-twins.ts';
import type { SystemFactory } from './core/start-systems.ts';
import { DEPARTMENT_CODES } from './core/system.ts';
import { startSandbox } from './sandbox.ts';
import { createCultureSystem } from './systems/culture/culture-system.ts';
import { createFoodSystem } from './systems/food/food-system.ts';
import { createHealthSystem } from './systems/health/health-system.ts';
import { createTobaccoSystem } from './systems/tobacco/tobacco-system.ts';

/** For a sandbox whose hub was just killed and that is ending. As a child, no other can be meant to run here. */
const LOCK_PATIENCE_MS = { alone: 1_000, asChild: 3_000 };

const isChild = process.send !== undefined;
const begun = performance.now();

const stop = runProcess({
  start,
  complain,
  // The parent says it to the user.
  ...(isChild ? { failedToStart: (message: string) => tellParent({ kind: 'failed', message }) } : {}),
  stopWithinMs: 10_000,
});
process.on('disconnect', () => stop(0));

async function start(closers: Closers): Promise<void> {
  const { dataFolder, port } = readEnvironment();
  forgetPostgresVariables(process.env);
  const folder = join(resolve(dataFolder), 'sandbox');
  const home: ReadonlySet<string> = new Set(DEPARTMENT_CODES);
  const guests = new Map(
    [...(await discoverTwins())].filter(
      ([code, { joinsSandbox }]) => !home.has(code) && joinsSandbox !== false,
    ),
  );
  const connections = await startSandbox({
    folder,
    port,
    factories: {
      food: createFoodSystem,
      health: createHealthSystem,
      culture: createCultureSystem,
      tobacco: createTobaccoSystem,
      ...Object.fromEntries([...guests].map(([code, { start }]) => [code, start as SystemFactory])),
    },
    guests,
    closers,
    lockPatienceMs: isChild ? LOCK_PATIENCE_MS.asChild : LOCK_PATIENCE_MS.alone,
    step: announce,
    notice: complain,
  });
  if (isChild) return tellParent({ kind: 'ready', control: connections.control, connections });
  const variables = relative(process.cwd(), join(folder, 'connections.env'));
  console.log(`\nThe sandbox is ready: ${connections.control}/control/departments`);
  console.log('\nA hub over these departments:\n');
  console.log(`  (set -a; . './${variables}'; npm start -- --no-sandbox)`);
  console.log('\nCtrl-C stops it.');
}

function readEnvironment(): { dataFolder: string; port: number } {
  const dataFolder = process.env.DATA_DIR || '.data';
  const port = process.env.SANDBOX_PORT || '4100';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new Error(`SANDBOX_PORT is "${port}"; set it to a port from 0 (any free one) to 65535.`);
  }
  return { dataFolder, port: Number(port) };
}

function announce(step: string): void {
  if (isChild) return;
  console.log(`  ✓ ${step.padEnd(44)} ${String(Math.round(performance.now() - begun)).padStart(6)} ms`);
}

function complain(line: string): void {
  process.stderr.write(`sandbox: ${line}\n`);
}

/** Resolves whether or not it could be told: a parent that has gone meanwhile is seen by 'disconnect'. */
async function tellParent(message: SandboxMessage): Promise<void> {
  await new Promise<void>((told) => process.send?.(message, undefined, undefined, () => told()));
}
