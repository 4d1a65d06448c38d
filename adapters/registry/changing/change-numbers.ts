import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { ChangeCounter } from '../entities/change-counter.ts';

/**
 * The next numbers in the order of all changes, the first of them returned. Until the transaction ends nobody else
 * gets one: numbers become visible in their order, so that a sweep that has seen one has missed none before it. (A
 * sequence of the database gives numbers in the order of asking, and a slow transaction's would be passed over.)
 */
export async function takeChangeNumbers(em: EntityManager, count: number): Promise<number> {
  const counter = await em.findOneOrFail(ChangeCounter, 1, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const first = counter.last + 1;
  counter.last += count;
  await em.flush();
  return first;
}
