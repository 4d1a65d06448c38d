/**
 * Entry point of `npm run sandbox`: the four department systems, alone or as a child of the all-in-one start. Ends in
 * order at SIGTERM, at Ctrl-C, and when the process that started it is gone.
 */
import { join, resolve } from 'node:path';
import { createClosers } from '../../subgraphs/platform/closers.ts';
import type { SandboxMessage } from './core/connections.ts';
import { startSandbox } from './sandbox.ts';
import { createCultureSystem } from './systems/culture/culture-system.ts';
import { createFoodSystem } from './systems/food/food-system.ts';
import { createHealthSystem } from './systems/health/health-system.ts';
import { createTobaccoSystem } from './systems/tobacco/tobacco-system.ts';

const STOP_WITHIN_MS = 10_000;

const isChild = process.send !== undefined;
const begun = performance.now();
const closers = createClosers(complain);
let isStopping = false;

process.on('SIGTERM', () => stop(0));
process.on('SIGINT', () => stop(0));
process.on('disconnect', () => stop(0));
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);

const starting = start().catch(fail);

async function start(): Promise<void> {
  const { dataFolder, port } = readEnvironment();
  const folder = join(resolve(dataFolder), 'sandbox');
  const connections = await startSandbox({
    folder,
    port,
    factories: {
      food: createFoodSystem,
      health: createHealthSystem,
      culture: createCultureSystem,
      tobacco: createTobaccoSystem,
    },
    closers,
    step: announce,
    notice: complain,
  });
  tellParent({ kind: 'ready', control: connections.control, connections });
  if (isChild) return;
  console.log(`\nThe sandbox is ready: ${connections.control}/control/departments`);
  console.log(`Credentials for the adapters: ${join(folder, 'connections.json')}`);
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
  if (!isChild) console.log(`${step.padEnd(20)}${Math.round(performance.now() - begun)} ms`);
}

function complain(line: string): void {
  process.stderr.write(`sandbox: ${line}\n`);
}

function tellParent(message: SandboxMessage, told: () => void = () => undefined): void {
  // Whether or not it could be told: a parent that has gone meanwhile is seen by 'disconnect'.
  if (process.send) process.send(message, undefined, undefined, told);
  else told();
}

function fail(error: unknown): void {
  // What fails because the sandbox is closing under it is no news.
  if (isStopping) return;
  const message = (error instanceof Error ? error.message : String(error)).replaceAll('\n', ' ');
  complain(message);
  tellParent({ kind: 'failed', message }, () => stop(1));
}

function stop(code: number): void {
  if (isStopping) return;
  isStopping = true;
  setTimeout(() => {
    complain(`could not stop in order within ${STOP_WITHIN_MS / 1000} s`);
    process.exit(1);
  }, STOP_WITHIN_MS).unref();
  // A start that is still under way ends at the next thing that it opens, and closes that.
  void closers
    .closeAll()
    .then(() => starting)
    .then(() => process.exit(code));
}
