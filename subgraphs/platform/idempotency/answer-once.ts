import type { EntityManager } from '@mikro-orm/postgresql';
import type { Caller } from '../../domain/caller.ts';
import { sm3Hex } from '../../domain/sm3.ts';
import { hubError } from '../hub-error.ts';
import { AnsweredRequest } from './answered-request.ts';

export interface OnceRequest {
  caller: Caller;
  /** Made by the caller, for this one act. */
  key: string;
  /** Name of the mutation. */
  operation: string;
  /** As validated: what is equal here is the same act. */
  input: unknown;
}

/** What an idempotency key must look like; see `OnceRequest`. */
export const IDEMPOTENCY_KEY = /^[\x21-\x7e]{8,128}$/;

/**
 * Does an act once, within the caller's transaction: the same caller with the same key and input gets the same answer
 * without it being done again, also where both come at once (the second waits for the first). What fails leaves
 * nothing behind, so it may be tried again.
 * @throws GraphQLError IDEMPOTENCY_KEY_REUSED where the input differs
 */
export async function answerOnce<Answer extends object>(
  em: EntityManager,
  { caller, key, operation, input }: OnceRequest,
  act: () => Promise<Answer>,
): Promise<Answer> {
  const { role, id, region, department, authority, uscc } = caller;
  const scope = sm3Hex(
    JSON.stringify([role, id, region, department, authority, uscc].map((part) => part ?? null)),
  );
  const digest = sm3Hex(JSON.stringify([operation, input]));
  const claimed = await em
    .createQueryBuilder(AnsweredRequest)
    // The unique key makes the second of two wait here until the first has committed, or given up.
    .insert({ scope, key, input: digest, answer: {}, at: new Date() })
    .onConflict(['scope', 'key'])
    .ignore()
    .execute('run');
  const row = await em.findOneOrFail(AnsweredRequest, { scope, key });
  if (claimed.affectedRows === 0) {
    if (row.input !== digest) throw hubError('IDEMPOTENCY_KEY_REUSED');
    return row.answer as Answer;
  }
  const answer = await act();
  row.answer = answer;
  await em.flush();
  return answer;
}
