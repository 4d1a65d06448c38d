import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import type { MikroORM } from '@mikro-orm/postgresql';
import { beijingDate } from '../domain/beijing-time.ts';
import type { Observation } from '../domain/permit-record.ts';
import { remitOf } from '../domain/remit.ts';
import { migrate, openDatabase } from '../platform/database.ts';
import { openJobSender } from '../platform/job-queue.ts';
import type { Logger } from '../platform/logger.ts';
import {
  createSubgraphService,
  isHubItself,
  type LocalSubgraph,
  type SubgraphService,
} from '../platform/subgraph-service.ts';
import type { IssuanceContext } from './context.ts';
import { createCursorSealer } from './cursor.ts';
import { CompositeLicence } from './entities/composite-licence.ts';
import { Secret } from './entities/secret.ts';
import { importLicences, type LicenceToImport } from './importing/import-licences.ts';
import { ENTITIES, MIGRATIONS } from './database-schema.ts';
import { createBusinessClock } from './business-time.ts';
import { applyObservations } from './observing/apply-observations.ts';
import { noteNotices, type Notice } from './reporting/note-notices.ts';
import { createChangeQueues, sendAttend } from './sweeping/change-queues.ts';
import { listLicences } from './reading/licence-lister.ts';
import { readLicences } from './reading/licence-reader.ts';
import { LicenceReads } from './reading/licence-reads.ts';
import { compositeLicense } from './resolvers/composite-license.ts';
import { permitStubs, subPermit } from './resolvers/permit-stub.ts';
import { query } from './resolvers/query.ts';

const SCHEMA_FOLDER = new URL('../../schema/', import.meta.url);

/** Composite licences: the federated subgraph, and what the hub's own roles may ask besides. */
export interface Issuance extends LocalSubgraph {
  /** `schema/issuance-internal.graphql`. */
  readonly internal: SubgraphService;
  licenceCount(): Promise<number>;
  importLicences(licences: readonly LicenceToImport[]): Promise<number>;
}

export interface IssuanceOptions {
  databaseUrl: string;
  log: Logger;
  /** Default: migrates the schema. Another role than its owner waits until it is (`untilMigrated`). */
  prepare?: typeof migrate;
}

/** Opens the database and serves. */
export async function createIssuance({
  databaseUrl,
  log,
  prepare = migrate,
}: IssuanceOptions): Promise<Issuance> {
  const orm = await openDatabase({
    url: databaseUrl,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    log,
  });
  await prepare(orm);
  const pool = await orm.em.getConnection().getNativeClient();
  const cursors = createCursorSealer(await sharedSecret(orm, 'cursor'));
  const reads = new LicenceReads({ read: (keys) => readLicences(pool, keys) });
  const clock = createBusinessClock(pool);
  const jobs = await openJobSender(pool, log);
  await createChangeQueues(jobs);

  const federated = createSubgraphService<IssuanceContext>({
    name: 'issuance',
    typeDefs: parse(readFileSync(new URL('subgraphs/issuance.graphql', SCHEMA_FOLDER), 'utf8')),
    resolvers: {
      Query: query,
      CompositeLicense: compositeLicense,
      SubPermit: subPermit,
      ...permitStubs,
    },
    context(base) {
      const remit = remitOf(base.caller);
      return {
        ...base,
        licence: (number, findings) => reads.load({ number, remit, findings }, base.signal),
        list: (request) => listLicences(pool, { ...request, remit, today: beijingDate(new Date()) }),
        cursors,
      };
    },
  });

  const internal = createSubgraphService({
    name: 'issuance-internal',
    typeDefs: parse(readFileSync(new URL('issuance-internal.graphql', SCHEMA_FOLDER), 'utf8')),
    resolvers: {
      Query: { ready: () => orm.isConnected() },
      Mutation: {
        recordObservations: (_: unknown, { observations }: { observations: Observation[] }) =>
          applyObservations(orm.em, observations, clock),
        noteNotices: (_: unknown, { department, notices }: { department: string; notices: Notice[] }) =>
          noteNotices(department, notices, {
            pool,
            clock,
            attend: (numbers, transaction) => sendAttend(jobs, department, numbers, transaction),
          }),
      },
    },
    context: (base) => base,
    allow: isHubItself,
  });

  return {
    ...federated,
    internal,
    licenceCount: () => orm.em.fork().count(CompositeLicence),
    importLicences: (licences) => importLicences(orm.em, licences),
    async close() {
      await jobs.stop({ graceful: false });
      await orm.close();
    },
  };
}

/** Made at the first start; of several instances that start at once the first wins. */
async function sharedSecret(orm: MikroORM, name: string): Promise<string> {
  const em = orm.em.fork();
  await em
    .createQueryBuilder(Secret)
    .insert({ name, value: randomBytes(32).toString('base64url') })
    .onConflict('name')
    .ignore()
    .execute();
  return (await em.findOneOrFail(Secret, { name })).value;
}
