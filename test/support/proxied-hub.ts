import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  openHttpWireProxy,
  type HttpWireProxy,
} from '../../adapters/sdk/conformance/wire/http-wire-proxy.ts';
import {
  openPostgresWireProxy,
  type PostgresWireProxy,
} from '../../adapters/sdk/conformance/wire/postgres-wire-proxy.ts';
import { createDataFolder, startHub, type HubOptions, type RunningHub } from './running-hub.ts';

export interface ProxiedHub {
  readonly hub: RunningHub;
  /** Between each department's system and its adapter. */
  readonly wires: {
    food: HttpWireProxy;
    health: HttpWireProxy;
    tobacco: HttpWireProxy;
    culture: PostgresWireProxy;
  };
  /** A secret of the sandbox, such as a department's key: for answers that the department itself could have given. */
  secret(name: string): string;
  /** Takes all faults back, here and in the sandbox, and forgets what was counted. */
  heal(): Promise<void>;
  stop(): Promise<void>;
}

/** Account and database of the sandbox's culture system. */
const CULTURE_ACCOUNT = 'yzh_hub';
const CULTURE_DATABASE = 'culture';

/**
 * A whole hub whose adapters reach the sandbox's departments through proxies. Variables of the process win over the
 * sandbox's own, so the adapters are given the proxies' addresses; these look up the systems' own, which are not known
 * before the sandbox is up. Culture's address holds its password: it is dealt out before the first start.
 */
export async function startProxiedHub(options: HubOptions = {}): Promise<ProxiedHub> {
  const folder = options.dataFolder ?? createDataFolder();
  const sandboxFolder = join(folder, 'data', 'sandbox');
  const password = randomBytes(18).toString('base64url');
  mkdirSync(sandboxFolder, { recursive: true });
  writeFileSync(
    join(sandboxFolder, 'secrets.json'),
    JSON.stringify({ 'culture-database-password': password }),
    { mode: 0o600 },
  );
  let known: Record<string, string> | undefined;
  const address = (variable: string): URL => {
    known ??= (
      JSON.parse(readFileSync(join(sandboxFolder, 'connections.json'), 'utf8')) as {
        environment: Record<string, string>;
      }
    ).environment;
    return new URL(known[variable] ?? '');
  };
  const [food, health, tobacco, culture] = await Promise.all([
    openHttpWireProxy(() => address('FOOD_URL').origin),
    openHttpWireProxy(() => address('HEALTH_URL').origin),
    openHttpWireProxy(() => address('TOBACCO_RELAY_URL').origin),
    openPostgresWireProxy(() => Number(address('CULTURE_DATABASE_URL').port)),
  ]);
  const wires = { food, health, tobacco, culture };
  const closeWires = () => Promise.all(Object.values(wires).map((wire) => wire.close()));
  const hub = await startHub({
    ...options,
    dataFolder: folder,
    environment: {
      FOOD_URL: food.origin,
      HEALTH_URL: health.origin,
      TOBACCO_RELAY_URL: tobacco.origin,
      CULTURE_DATABASE_URL: `postgres://${CULTURE_ACCOUNT}:${password}@127.0.0.1:${culture.port}/${CULTURE_DATABASE}`,
      ...options.environment,
    },
  }).catch(async (error: unknown) => {
    await closeWires();
    if (!options.dataFolder) rmSync(folder, { recursive: true, force: true });
    throw error;
  });
  return {
    hub,
    wires,
    secret(name) {
      const secrets = JSON.parse(readFileSync(join(sandboxFolder, 'secrets.json'), 'utf8')) as Record<
        string,
        string
      >;
      const secret = secrets[name];
      if (secret === undefined) throw new Error(`the sandbox has no secret ${name}`);
      return secret;
    },
    async heal() {
      for (const wire of Object.values(wires)) wire.tamper = undefined;
      for (const wire of [food, health, tobacco]) wire.instead = undefined;
      await hub.heal();
      for (const wire of Object.values(wires)) wire.log.reset();
    },
    async stop() {
      await hub.stop();
      await closeWires();
      if (!options.dataFolder) rmSync(folder, { recursive: true, force: true });
    },
  };
}
