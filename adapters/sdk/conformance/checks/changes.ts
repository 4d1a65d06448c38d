import type { PermitRecord } from '../../../../subgraphs/domain/permit-record.ts';
import { changePermit } from '../change-permit.ts';
import { must, NotApplicable, shown, type Check } from '../check.ts';
import type { Kit } from '../kit.ts';

const WHY = 'by the sweep the hub learns of revocations that nobody asked about';
const REMEDY = 'implement `changes` with the department’s own order and cursor; overlap rather than miss';
const MOST_STEPS = 60;

interface Page {
  changes: { number: string; record: PermitRecord }[];
  cursor: string;
  more: boolean;
}

/** `changes(after)`, step by step. */
export const changeChecks: readonly Check[] = [
  {
    id: 'changes-resume',
    title:
      'a sweep from the beginning holds every permit; from its cursor on, what changed since, as it is now',
    why: WHY,
    remedy: REMEDY,
    needs: 'NAME',
    async run(kit) {
      const { house } = kit;
      const all = await sweep(kit, null);
      const numbers = new Set(all.changes.map(({ number }) => number.trim()));
      const missing = house.permits.filter(({ number }) => !numbers.has(number));
      must(
        missing.length === 0,
        `${missing.length} of ${house.permits.length} permits are missing from the first sweep`,
      );
      const permit = house.fresh();
      await changePermit(kit, permit, { holderName: '变更后的饭庄' });
      const next = await sweep(kit, all.cursor);
      const seen = next.changes.findLast(({ number }) => number.trim() === permit.number);
      must(
        seen?.record.holderName === '变更后的饭庄',
        `the change is not among ${next.changes.length} since the cursor`,
      );
      const again = await sweep(kit, all.cursor);
      must(
        again.changes.some(({ number }) => number.trim() === permit.number),
        'asked once more from the same cursor, the change is gone',
      );
      return `${all.changes.length} in ${all.steps} steps; then ${next.changes.length}, the change among them, twice the same`;
    },
  },
  {
    id: 'changes-wrong-cursor',
    title: 'a cursor that is none is refused as such, so that the sweep begins anew',
    why: 'a sweep that goes on from nowhere misses changes and says nothing',
    remedy: 'throw `UnknownCursor`',
    needs: 'NAME',
    async run(kit) {
      await offered(kit);
      const { errors, text } = await ask(kit, 'no cursor of this department');
      must(errors[0]?.extensions?.code === 'BAD_CURSOR', `answered ${text.slice(0, 200)}`);
      return 'BAD_CURSOR';
    },
  },
  {
    id: 'changes-fault',
    title: 'a sweep at a system that is down is an error with its reason, not a sweep without changes',
    why: WHY,
    remedy: 'throw `DepartmentFault`',
    needs: 'NAME',
    async run(kit) {
      await offered(kit);
      await kit.house.system.setFault({ mode: 'down' });
      const { errors, text } = await ask(kit, null);
      const { code, reason } = errors[0]?.extensions ?? {};
      must(code === 'DEPARTMENT_FAULT' && Boolean(reason), `answered ${text.slice(0, 200)}`);
      return `DEPARTMENT_FAULT, ${String(reason)}`;
    },
  },
];

function ask({ connection }: Kit, after: string | null) {
  return connection.ask({
    query: 'query ($after: String) { changes(after: $after) { changes { number record } cursor more } }',
    variables: { after },
    of: 'contract',
  });
}

/** @throws NotApplicable where this adapter has no changes */
async function offered(kit: Kit): Promise<void> {
  const { errors } = await ask(kit, null);
  if (errors[0]?.extensions?.code === 'NOT_SUPPORTED') throw new NotApplicable('not offered by this adapter');
}

async function sweep(kit: Kit, from: string | null) {
  const changes: Page['changes'] = [];
  let cursor = from;
  for (let steps = 1; steps <= MOST_STEPS; steps += 1) {
    const { data, errors, text } = await ask(kit, cursor);
    if (errors[0]?.extensions?.code === 'NOT_SUPPORTED')
      throw new NotApplicable('not offered by this adapter');
    must(errors.length === 0 && data?.changes != null, `answered ${text.slice(0, 300)}`);
    const page = data.changes as Page;
    must(typeof page.cursor === 'string' && page.cursor !== '', `cursor is ${shown(page.cursor)}`);
    changes.push(...page.changes);
    cursor = page.cursor;
    if (!page.more) return { changes, cursor, steps };
  }
  must(false, `no end after ${MOST_STEPS} steps`);
}
