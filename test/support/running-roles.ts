import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DEPARTMENTS } from '../../subgraphs/domain/departments.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../subgraphs/platform/embedded-postgres.ts';
import { eventually } from './eventually.ts';
import { freePort } from './free-port.ts';
import { openHubAccess } from './hub-access.ts';
import { createDataFolder, type HubOptions, type RunningHub } from './running-hub.ts';
import { startCommand, type StartedCommand } from './started-command.ts';

const ADAPTERS = DEPARTMENTS.map(({ code }) => code);
const ROLES = ['issuance', ...ADAPTERS, 'worker', 'gateway'] as const;
export type Role = string;

/** A hub of which every role is a process of its own, as on hosts of their own. */
export interface RunningRoles extends RunningHub {
  readonly roles: readonly Role[];
  /** Where a role is called, e.g. `http://127.0.0.1:4201/food`. */
  addressOf(role: Role): string;
  process(role: Role): StartedCommand;
  /** `kill -9`; resolves when it is dead. */
  kill(role: Role): Promise<void>;
  /** Starts a role that was killed, where it was before. */
  restart(role: Role): Promise<void>;
}

/** The same interface as the one process has: a sandbox, a PostgreSQL, and each role beside them. */
export async function startRoles(options: HubOptions = {}): Promise<RunningRoles> {
  const folder = options.dataFolder ?? createDataFolder();
  const dataFolder = join(folder, 'data');
  const { DATABASE_URL: given, ...overrides } = options.environment ?? {};
  const opened: (() => Promise<unknown>)[] = [];
  const commands = new Map<Role, StartedCommand>();
  let said = '';
  let isStopping = false;

  async function stop(): Promise<void> {
    isStopping = true;
    for (const role of [...ROLES].reverse()) await end(commands.get(role));
    for (const close of opened.splice(0).reverse()) await close();
    if (!options.dataFolder) rmSync(folder, { recursive: true, force: true });
  }

  try {
    const database = given ?? (await openDatabase(dataFolder, opened)).uri('hub');
    const withSandbox = !options.arguments?.includes('--no-sandbox');
    const sandbox = withSandbox ? await openSandbox(dataFolder, overrides, opened) : undefined;
    const ports = new Map<Role, number>();
    for (const role of ROLES) ports.set(role, await freePort());
    const addressOf = (role: Role) => `http://127.0.0.1:${ports.get(role)}/${role}`;
    const environmentOf = createEnvironments({
      variables: { ...sandbox?.environment, ...overrides },
      database,
      dataFolder,
      ports,
      addressOf,
    });

    const begin = async (role: Role): Promise<void> => {
      const command = startCommand(process.execPath, ['deploy/start.ts', '--only', role], {
        environment: environmentOf(role),
      });
      command.child.stdout?.on('data', (text: string) => (said += text));
      command.child.stderr?.on('data', (text: string) => (said += text));
      commands.set(role, command);
      await command.said('Ctrl-C stops it.');
    };
    // All at once: none may need another to start.
    await Promise.all(ROLES.map(begin));

    const gateway = `http://127.0.0.1:${ports.get('gateway')}`;
    const access = await openHubAccess(gateway, sandbox?.control ?? '', dataFolder);
    const demoLicense = await demoLicenceOf(dataFolder, sandbox ? 40_000 : 0).catch((error: Error) => {
      if (sandbox) throw new Error(`${error.message}\n${said}`);
      return '';
    });
    await eventually(async () => {
      const { status } = await fetch(`${gateway}/ready`);
      if (status !== 200) throw new Error(`not ready in time:\n${said}`);
    }, 20_000);

    const process_ = (role: Role): StartedCommand => {
      const command = commands.get(role);
      if (!command) throw new Error(`no role ${role}`);
      return command;
    };
    return {
      ...access,
      gateway,
      sandbox: sandbox?.control ?? '',
      demoLicense,
      dataFolder,
      pid: process_('gateway').pid,
      output: () => said,
      signal: (name) => void process_('gateway').child.kill(name),
      ended: () => process_('gateway').ended,
      stop,
      roles: ROLES,
      addressOf,
      process: process_,
      async kill(role) {
        process_(role).child.kill('SIGKILL');
        await process_(role).ended;
      },
      async restart(role) {
        if (!isStopping) await begin(role);
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openDatabase(
  dataFolder: string,
  opened: (() => Promise<unknown>)[],
): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ folder: join(dataFolder, 'postgres') });
  opened.push(() => postgres.stop());
  await postgres.ensureDatabase('hub');
  return postgres;
}

interface Sandbox {
  control: string;
  environment: Record<string, string>;
}

async function openSandbox(
  dataFolder: string,
  environment: Record<string, string>,
  opened: (() => Promise<unknown>)[],
): Promise<Sandbox> {
  const sandbox = startCommand(process.execPath, ['adapters/sandbox/main.ts'], {
    environment: { SANDBOX_PORT: '0', ...environment, DATA_DIR: dataFolder },
  });
  opened.push(() => end(sandbox));
  await sandbox.said('Ctrl-C stops it.');
  return JSON.parse(readFileSync(join(dataFolder, 'sandbox', 'connections.json'), 'utf8')) as Sandbox;
}

interface Surroundings {
  variables: Record<string, string>;
  database: string;
  dataFolder: string;
  ports: ReadonlyMap<Role, number>;
  addressOf(role: Role): string;
}

/** What each role is given, and no more: a gateway has no database, an adapter knows its own department only. */
function createEnvironments({ variables, database, dataFolder, ports, addressOf }: Surroundings) {
  const ofAdapter = (name: string) => ADAPTERS.find((code) => name.startsWith(`${code.toUpperCase()}_`));
  const addresses = Object.fromEntries(
    ADAPTERS.map((code) => [`${code.toUpperCase()}_SERVICE_URL`, addressOf(code)]),
  );
  const own: Record<Role, Record<string, string>> = {
    gateway: { ...addresses, ISSUANCE_SERVICE_URL: addressOf('issuance') },
    issuance: { DATABASE_URL: database },
    registry: { DATABASE_URL: database },
    worker: { ...addresses, DATABASE_URL: database },
  };
  return (role: Role): Record<string, string> => ({
    ...Object.fromEntries(
      Object.entries(variables).filter(
        ([name]) => (ofAdapter(name) ?? role) === role && (name !== 'SANDBOX_WORLD' || role === 'worker'),
      ),
    ),
    DATA_DIR: dataFolder,
    PORT: String(ports.get('gateway')),
    SERVICE_PORT: String(ports.get(role)),
    ...own[role],
  });
}

/** As the worker notes it when the demo licences are in. */
function demoLicenceOf(dataFolder: string, withinMs: number): Promise<string> {
  const file = join(dataFolder, 'demo.json');
  return eventually(() => (JSON.parse(readFileSync(file, 'utf8')) as { number: string }).number, withinMs);
}

async function end(command: StartedCommand | undefined): Promise<void> {
  if (!command) return;
  command.child.kill('SIGTERM');
  await command.ended;
}
