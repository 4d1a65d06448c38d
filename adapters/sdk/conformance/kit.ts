import type { Freshness } from '../../../subgraphs/domain/freshness.ts';
import type { LastKnown, Observation, PermitRecord } from '../../../subgraphs/domain/permit-record.ts';
import type { AdapterConnection, GraphAnswer } from './adapter-connection.ts';
import { CheckFailed, NotApplicable, must, shown } from './check.ts';
import type { House } from './house.ts';
import type { PermitType } from './permit-type.ts';

/** A permit as the hub asks for it. */
export interface AskedPermit {
  number: string;
  /** Of its entry; default made up from the number. */
  id?: string;
  lastKnown?: LastKnown | null;
}

export type AnsweredPermit = PermitRecord & {
  __typename: string;
  freshness: Freshness & { source: string | null };
};

export interface ReadResult {
  /** As asked for; null where the adapter answered null. */
  permits: readonly (AnsweredPermit | null)[];
  observations: readonly Observation[];
  errors: GraphAnswer['errors'];
  elapsedMs: number;
  text: string;
}

export interface Limits {
  batchSize: number;
  concurrency: number;
  ratePerSecond: number | null;
}

/** What a check has in hand. */
export interface Kit {
  readonly connection: AdapterConnection;
  readonly type: PermitType;
  /** The system, its twin and the wire between; @throws NotApplicable where the kit knows an address only */
  readonly house: House;
  /** @throws CheckFailed where it is no answer of a subgraph */
  read(asked: readonly AskedPermit[], options?: { signal?: AbortSignal }): Promise<ReadResult>;
  /** One permit, answered at all and without errors. */
  readOne(
    asked: AskedPermit,
  ): Promise<{ permit: AnsweredPermit; observations: readonly Observation[]; elapsedMs: number }>;
  limits(): Promise<Limits>;
}

/** A department call has 800 ms; the rest of the second is the hub's, and this machine's. */
export const ANSWER_WITHIN_MS = 1_000;

export interface KitOptions {
  connection: AdapterConnection;
  type: PermitType;
  /** Null: the adapter is known by its address only. */
  house: House | null;
}

export function createKit({ connection, type, house }: KitOptions): Kit {
  const query = `query ($representations: [_Any!]!) {
    _entities(representations: $representations) { __typename ... on ${type.name} { ${type.selection} } }
  }`;

  const kit: Kit = {
    connection,
    type,
    get house() {
      if (!house) throw new NotApplicable('needs NAME: the adapter’s system must be under the kit’s hand');
      return house;
    },
    async read(asked, { signal } = {}) {
      const representations = asked.map(({ number, id = `check-${number}`, lastKnown = null }) => ({
        __typename: type.name,
        id,
        number,
        lastKnown,
      }));
      const answer = await connection.ask({
        query,
        variables: { representations },
        ...(signal ? { signal } : {}),
      });
      const permits = answer.data?._entities;
      must(Array.isArray(permits), () => `no _entities: HTTP ${answer.status}, ${answer.text.slice(0, 300)}`);
      must(permits.length === asked.length, `${permits.length} answers to ${asked.length} permits`);
      return {
        permits: permits as (AnsweredPermit | null)[],
        observations: (answer.extensions.observations as Observation[] | undefined) ?? [],
        errors: answer.errors,
        elapsedMs: answer.elapsedMs,
        text: answer.text,
      };
    },
    async readOne(asked) {
      const { permits, errors, observations, elapsedMs } = await kit.read([asked]);
      const permit = permits[0];
      if (!permit || errors.length > 0) {
        throw new CheckFailed(
          `permit ${asked.number} answered with ${shown(permit)} and errors ${shown(errors)}`,
        );
      }
      return { permit, observations, elapsedMs };
    },
    async limits() {
      const { data, text } = await connection.ask({
        query: '{ limits { batchSize concurrency ratePerSecond } }',
        of: 'contract',
      });
      must(data?.limits != null, `limits answered ${text.slice(0, 200)}`);
      return data.limits as Limits;
    },
  };
  return kit;
}

/** `LIVE`, or `STALE (TIMEOUT)`. */
export function stateOf({ freshness }: Pick<AnsweredPermit, 'freshness'>): string {
  return freshness.reason === null ? freshness.state : `${freshness.state} (${freshness.reason})`;
}
