/**
 * Entry point of `npm run audit:verify`: works every hash of the audit log out again, and names the first broken entry
 * of each chain. Exit code 0: whole; 1: broken; 2: it could not be verified.
 */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { keepEnds, readKeptEnds } from '../subgraphs/platform/audit/kept-ends.ts';
import { verifyChains, type AuditReport, type BreakKind } from '../subgraphs/platform/audit/verify-chains.ts';
import { explainDatabaseError } from '../subgraphs/platform/check-database.ts';
import { lockDataFolder } from '../subgraphs/platform/data-folder-lock.ts';
import { findEmbeddedPostgres, startEmbeddedPostgres } from '../subgraphs/platform/embedded-postgres.ts';
import { findAuditKeys } from './audit-keys.ts';
import { auditEndsFile } from './keep-audit-ends.ts';

const SAYS: Readonly<Record<BreakKind, string>> = {
  MISSING: 'it was taken out',
  SURPLUS: 'it does not belong there',
  ALTERED: 'it was changed, moved or put in',
  UNLINKED: 'it does not continue the entry before',
  FORGED: 'it was written by somebody who has not the key, or another entry stood there before',
  UNKNOWN_KEY: 'it was sealed by a key that is not among AUDIT_KEYS',
  CUT_OFF: 'it and what followed were cut off',
  HEAD_FORGED: 'the end of the chain was changed or taken away',
};
const PROGRESS_EVERY = 100_000;

try {
  const { json } = readArguments();
  const report = await verify();
  if (json) console.log(JSON.stringify({ whole: report.breaks.length === 0, ...report }));
  else for (const line of linesOf(report)) console.log(line);
  process.exitCode = report.breaks.length === 0 ? 0 : 1;
} catch (error) {
  console.error((error as Error).message.split('\n')[0]);
  process.exitCode = 2;
}

async function verify(): Promise<AuditReport> {
  const dataFolder = resolve(process.env.DATA_DIR || '.data');
  const keys = await findAuditKeys(dataFolder, process.env);
  const file = auditEndsFile(dataFolder);
  const kept = await readKeptEnds(file);
  const { client, close } = await connectLog(dataFolder);
  try {
    const report = await verifyChains(client, { keys, kept, progress: tellProgress });
    await keepEnds(file, report.ends);
    return report;
  } finally {
    await close();
  }
}

function tellProgress(entries: number): void {
  if (entries > 0 && entries % PROGRESS_EVERY === 0) console.error(`${entries} entries …`);
}

/** The database of `DATABASE_URL`, or the embedded one: of the hub that runs on the data folder, or started for this. */
async function connectLog(dataFolder: string) {
  const named = process.env.DATABASE_URL;
  if (named) {
    const client = await connect(named).catch((error: unknown) => {
      throw explainDatabaseError(error, named, 'DATABASE_URL');
    });
    return { client, close: () => client.end() };
  }
  const folder = join(dataFolder, 'postgres');
  const running = await findEmbeddedPostgres(folder, 'hub');
  if (running === null) {
    throw new Error(
      `There is no database in ${dataFolder}. Set DATA_DIR to a hub's folder, or DATABASE_URL.`,
    );
  }
  const client = await connect(running).catch(() => null);
  if (client) return { client, close: () => client.end() };
  const lock = await lockDataFolder(dataFolder);
  const postgres = await startEmbeddedPostgres({ folder });
  const started = await connect(postgres.uri('hub'));
  return {
    client: started,
    async close() {
      await started.end();
      await postgres.stop();
      await lock.release();
    },
  };
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    application_name: 'audit-verify',
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

function* linesOf({ entries, breaks, ends }: AuditReport) {
  for (const { chain, position, kind, id } of breaks) {
    yield `✗ chain ${chain}, entry ${position}${id ? ` (${id})` : ''}: ${kind}, ${SAYS[kind]}.`;
  }
  for (const { chain, position, hash } of ends)
    yield `✓ chain ${chain}: ${position} entries, up to ${hash.slice(0, 16)}…`;
  yield `${entries} entries read, ${breaks.length === 0 ? 'all whole' : `${breaks.length} of the chains broken`}.`;
}

function readArguments(): { json: boolean } {
  try {
    return parseArgs({ options: { json: { type: 'boolean', default: false } } }).values;
  } catch (error) {
    const [reason] = (error as Error).message.split(/\.\s|\n/);
    throw new Error(`${reason}. Known: --json.`, { cause: error });
  }
}
