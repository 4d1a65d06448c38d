import { NotApplicable } from './check.ts';
import type { AskedPermit, AnsweredPermit, Kit } from './kit.ts';
import type { AdapterTwin, TwinPermit } from './twin.ts';

/** Fields of a permit, by what the twin's own words for them are called. */
export type Changes = Partial<Record<keyof AdapterTwin['fields'], unknown>>;

/**
 * Has the system say something else of a permit, in its own words, sense or nonsense.
 * @throws NotApplicable where it cannot say that
 */
export async function changePermit({ house }: Kit, { number }: TwinPermit, changes: Changes): Promise<void> {
  const raw: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(changes) as [keyof Changes, unknown][]) {
    const field = house.twin.fields[name];
    if (field === undefined) throw new NotApplicable(`the system keeps no ${name}`);
    raw[field] = value;
  }
  let exists: boolean;
  try {
    exists = await house.system.store.patch(number, { raw });
  } catch (error) {
    throw new NotApplicable(
      `the system cannot say that: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  if (!exists) throw new Error(`the twin does not have ${number}, with which it was loaded`);
}

/** A permit of which the system says something else, as the adapter then answers it. */
export async function readChanged(
  kit: Kit,
  changes: Changes,
  asked: Partial<AskedPermit> = {},
): Promise<AnsweredPermit> {
  const permit = kit.house.fresh();
  await changePermit(kit, permit, changes);
  return (await kit.readOne({ number: permit.number, ...asked })).permit;
}
