import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';

/** A mutation that was done, and what it answered. */
export const AnsweredRequest = defineEntity({
  name: 'AnsweredRequest',
  tableName: 'answered_request',
  schema: 'idempotency',
  properties: {
    /** Digest of the caller's identity: a key means nothing to anybody else. */
    scope: p.text().primary(),
    key: p.text().primary(),
    /** Digest of the operation and its input. */
    input: p.text(),
    answer: p.json<unknown>(),
    at: p.datetime(3),
  },
});

export type AnsweredRequest = InferEntity<typeof AnsweredRequest>;
