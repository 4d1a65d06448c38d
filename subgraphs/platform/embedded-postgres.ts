import pg from 'pg';
import { DataFolderError } from './data-folder-error.ts';
import { openCluster, readClusterPassword, SUPERUSER } from './postgres/cluster.ts';
import type { Cluster } from './postgres/cluster.ts';
import { createSharedFolder, dataDirectory, findClusterHome, locateHome } from './postgres/cluster-home.ts';
import { endLeftoverServer } from './postgres/leftover-server.ts';
import { launchServer } from './postgres/launch-server.ts';
import { preparePostgresBinaries } from './postgres/postgres-binaries.ts';
import {
  createSocketFolder,
  recordedSocketFolder,
  removeRecordedSocketFolder,
  removeSocketFolder,
  SOCKET_PORT,
} from './postgres/socket-folder.ts';
import { superviseServer } from './postgres/supervise-server.ts';

export { EmbeddedPostgresError } from './postgres/embedded-postgres-error.ts';

export interface EmbeddedPostgres {
  /**
   * Connection URI of a database of the cluster, over the unix socket, as the superuser role. It contains the
   * password: not for logs.
   */
  uri(database: string): string;
  socketDirectory: string;
  /** Part of the socket's name; nothing listens on TCP unless the settings say so. */
  port: number;
  user: string;
  password: string;
  /** Creates a database unless it exists. */
  ensureDatabase(name: string): Promise<void>;
  /**
   * Tells when the server has ended by itself. It is then started again on the same socket, unless `isRestarting` is
   * false: given up after 20 failures in a row, about 30 s.
   */
  onExit(listener: (description: string, isRestarting: boolean) => void): void;
  /** Ends the server and removes its socket. Open connections are cut. The same promise however often called. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** The cluster lives below it, unless the user that runs it cannot enter (then a pointer to its place does). */
  folder: string;
  /** What the server writes, line by line, for the log. */
  log?: (line: string) => void;
  /** What the user should know, e.g. that the cluster had to go elsewhere. */
  notice?: (line: string) => void;
  /** Server settings (`-c name=value`) beside or instead of the defaults. */
  settings?: Record<string, string>;
}

const nothing = () => undefined;

/**
 * Starts a real PostgreSQL for one hub: initialised at the first start, recovered after a crash, listening only on a
 * unix socket in a private folder, with a random password. The caller holds the lock of the data folder (see
 * `lockDataFolder`): two callers on one folder would end each other's servers.
 * @throws DataFolderError where the folder is at fault, EmbeddedPostgresError where PostgreSQL cannot run here; each
 * one line with the remedy
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log = nothing, notice = nothing, settings = {} } = options;
  const port = Number(settings.port ?? SOCKET_PORT);
  const place = await findClusterHome(options.folder, notice);
  const { account, home } = place;
  const cache = async () => (account ? await createSharedFolder() : place.folder);
  const binaries = await preparePostgresBinaries({ account, cache, notice });
  const cluster = await openCluster(place, binaries);
  const socketFolder = await createSocketFolder(place);
  const listeners: Parameters<EmbeddedPostgres['onExit']>[0][] = [];

  const supervisor = await superviseServer({
    launch: () => launchServer({ binaries, account, data: cluster.data, socketFolder, port, settings, log }),
    log,
    onExit: (description, isRestarting) =>
      listeners.forEach((listener) => listener(description, isRestarting)),
  }).catch(async (error: unknown) => {
    await removeSocketFolder(home, socketFolder);
    throw error;
  });

  let stopped: Promise<void> | undefined;
  const server: EmbeddedPostgres = {
    uri: (database) => uriFor(cluster, socketFolder, port, database),
    socketDirectory: socketFolder,
    port,
    user: SUPERUSER,
    password: cluster.password,
    ensureDatabase: async (name) => {
      await supervisor.ready();
      await ensureDatabase(uriFor(cluster, socketFolder, port, 'postgres'), name);
    },
    onExit: (listener) => void listeners.push(listener),
    stop: () => (stopped ??= supervisor.stop().then(() => removeSocketFolder(home, socketFolder))),
  };
  await signIn(server.uri('postgres'), cluster).catch(async (error: unknown) => {
    await server.stop();
    throw error;
  });
  return server;
}

/**
 * Ends the server, and removes the socket, of an owner that was killed and that nobody starts again. The caller holds
 * the lock of the data folder.
 */
export async function clearLeftoverPostgres(folder: string): Promise<void> {
  const home = await locateHome(folder);
  if (home === null) return;
  await endLeftoverServer(dataDirectory(home));
  await removeRecordedSocketFolder(home);
}

/**
 * The URI of a database of a hub that runs on this folder now, or does not: whoever connects will see. It contains the
 * password. @returns null where there has never been a cluster
 */
export async function findEmbeddedPostgres(folder: string, database: string): Promise<string | null> {
  const home = await locateHome(folder);
  if (home === null) return null;
  const socketFolder = await recordedSocketFolder(home);
  const cluster = { data: dataDirectory(home), ...(await readClusterPassword(home)) };
  return uriFor(cluster, socketFolder ?? home, SOCKET_PORT, database);
}

/** The socket's folder stands percent-encoded in the place of the host: libpq, pg and URL parsers all take that. */
function uriFor({ password }: Cluster, socketFolder: string, port: number, database: string): string {
  const host = encodeURIComponent(socketFolder);
  return `postgresql://${SUPERUSER}:${password}@${host}:${port}/${encodeURIComponent(database)}`;
}

/** Ready means that the hub can sign in: a password file from another cluster is found here, not in the first query. */
async function signIn(uri: string, { passwordFile }: Cluster): Promise<void> {
  await withClient(uri, async () => undefined).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== '28P01') throw error;
    throw new DataFolderError(
      `The password in ${passwordFile} is not the database's. Restore that file from a copy, ` +
        'or delete the folder that holds it to begin with an empty database.',
    );
  });
}

async function ensureDatabase(uri: string, name: string): Promise<void> {
  await withClient(uri, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount) return;
    await client.query(`create database ${pg.escapeIdentifier(name)}`).catch((error: { code?: string }) => {
      // Created by another caller meanwhile: 42P04 duplicate_database, 23505 the same, seen later.
      if (error.code !== '42P04' && error.code !== '23505') throw error;
    });
  });
}

async function withClient(uri: string, use: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: uri });
  // Without a listener, a server that goes away in the middle ends the whole process.
  client.on('error', nothing);
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end().catch(nothing);
  }
}
