import { join } from 'node:path';
import { beijingDate } from '../../subgraphs/domain/beijing-time.ts';
import { explainFullDisk } from '../../subgraphs/platform/data-folder.ts';
import { lockDataFolder } from '../../subgraphs/platform/data-folder-lock.ts';
import { startEmbeddedPostgres } from '../../subgraphs/platform/embedded-postgres.ts';
import { openControlServer } from './control/control-server.ts';
import type { Closers } from '../../subgraphs/platform/closers.ts';
import {
  portsOfEarlierStart,
  wirePort,
  writeConnections,
  writeConnectionVariables,
  type SandboxConnections,
} from './core/connections.ts';
import { isPortFree } from './core/free-port.ts';
import { openSecretsFile } from './core/secrets-file.ts';
import { startSystems, type StartSystemsOptions } from './core/start-systems.ts';
import { createSystemServices } from './core/system-services.ts';
import type { DepartmentSystem } from './core/system.ts';
import type { AdapterTwin } from '../sdk/conformance/twin.ts';
import { guestPermits } from './world/guest-permits.ts';
import { createWorld, type WorldOptions } from './world/world.ts';
import { worldOfFolder } from './world/world-file.ts';

export interface SandboxOptions {
  /** The sandbox's own part of the data folder. */
  folder: string;
  /** Of the control interface; 0 for any. */
  port: number;
  factories: StartSystemsOptions['factories'];
  /** Departments that are not of the demo world, and whose permits its businesses are given. */
  guests: ReadonlyMap<string, AdapterTwin>;
  /** Of a world that is begun here, instead of the demo's. */
  worldSize?: WorldOptions['size'];
  closers: Closers;
  /** Milliseconds to wait for another sandbox on the folder, that may be about to end. */
  lockPatienceMs: number;
  /** Told of each step that is done. */
  step: (name: string) => void;
  /** Told what the user should know. */
  notice: (line: string) => void;
}

const WORLD_SEED = 20_221_020;

/**
 * Starts the department systems, with a PostgreSQL of their own and the control interface. What was opened is closed
 * through `closers`, also after a start that failed.
 * @throws Error of one line, with the remedy
 */
export async function startSandbox(options: SandboxOptions): Promise<SandboxConnections> {
  try {
    return await start(options);
  } catch (error) {
    throw await explainFullDisk(error, options.folder);
  }
}

async function start(options: SandboxOptions): Promise<SandboxConnections> {
  const { folder, closers, step, notice } = options;
  const file = (name: string) => join(folder, name);
  // Not among the closers: it goes with the process, after whatever else is closed late.
  await lockDataFolder(folder, { patienceMs: options.lockPatienceMs, isEnding: () => closers.isClosing });

  let systems: DepartmentSystem[] | null = null;
  const control = await openControlServer({ port: options.port, systems: () => systems, report: notice });
  await closers.add('the control interface', () => control.close());

  const secrets = openSecretsFile(file('secrets.json'));
  const ports = await stillFree(portsOfEarlierStart(file('connections.json')));
  const worldOptions = worldOfFolder(file('world.json'), {
    seed: WORLD_SEED,
    day: beijingDate(new Date()),
    ...(options.worldSize ? { size: options.worldSize } : {}),
  });
  const world = createWorld(worldOptions);
  for (const [code, twin] of options.guests)
    world.permits.push(...guestPermits(world, worldOptions.day, code, twin));
  const postgres = await startEmbeddedPostgres({ folder: file('postgres'), notice });
  await closers.add('PostgreSQL', () => postgres.stop());
  postgres.onExit((description, isRestarting) =>
    notice(`PostgreSQL of the sandbox ended: ${description}${isRestarting ? '; it is started again' : ''}`),
  );
  step('PostgreSQL');

  const started = await startSystems({
    factories: options.factories,
    services: createSystemServices({ postgres, secret: secrets.secret, ports }),
    world,
    closers,
    started: (code) => step(`${code} system`),
  });
  const connections: SandboxConnections = {
    control: control.origin,
    environment: Object.assign(
      { SANDBOX_WORLD: `${worldOptions.seed}@${worldOptions.day}` },
      ...started.map(({ connection }) => connection),
    ) as Record<string, string>,
    world: worldOptions,
    ports: Object.fromEntries(
      started
        .flatMap((each) => [[each.code, wirePort(each)], ...Object.entries(each.ports ?? {})])
        .filter(([, port]) => port),
    ),
  };
  writeConnections(file('connections.json'), connections);
  writeConnectionVariables(file('connections.env'), connections);
  systems = started;
  step('control interface');
  return connections;
}

async function stillFree(ports: Readonly<Record<string, number>>): Promise<Record<string, number>> {
  const checked = await Promise.all(
    Object.entries(ports).map(async ([name, port]) => ((await isPortFree(port)) ? [[name, port]] : [])),
  );
  return Object.fromEntries(checked.flat() as [string, number][]);
}
