import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DepartmentFault, UnknownCursor } from '../../../../adapters/sdk/contract.ts';
import { readChanges, type ChangeQuery } from '../../../../adapters/food/changes.ts';

const NOW = new Date('2026-11-20T12:00:00+08:00');
const CAP = 10_000;

interface Row {
  xkzbh: string;
  bbh: number;
  gxsj: string;
}

/** A department as its protocol has it: by `gxsj`, then by entry; a page beyond the end is the last one again. */
class Department {
  rows: Row[] = [];
  calls = 0;
  /** Happens before a call is answered. */
  meanwhile: ((call: number) => void) | undefined;

  readonly query = ({ updatedSince, pageNo, pageSize }: ChangeQuery) => {
    this.meanwhile?.((this.calls += 1));
    const found = this.rows
      .filter(({ gxsj }) => gxsj >= updatedSince)
      .sort((a, b) => (a.gxsj < b.gxsj ? -1 : a.gxsj > b.gxsj ? 1 : 0))
      .slice(0, CAP);
    const page = Math.min(pageNo, Math.max(1, Math.ceil(found.length / pageSize)));
    const rows = found
      .slice((page - 1) * pageSize, page * pageSize)
      .map((row) => ({ ...row, zt: '1', yxqz: '2029-03-17' }));
    return Promise.resolve({ rows, total: found.length });
  };

  add(count: number, gxsj: (at: number) => string): void {
    const from = this.rows.length;
    for (let at = 0; at < count; at += 1) {
      this.rows.push({ xkzbh: `JY${from + at}`, bbh: 1, gxsj: gxsj(at) });
    }
  }

  touch(at: number, gxsj: string): void {
    this.rows[at] = { ...this.rows[at]!, bbh: this.rows[at]!.bbh + 1, gxsj };
  }
}

/** Sweeps until there is no more. @returns the newest version of each number that was seen, and the last cursor */
async function sweep(department: Department, after: string | null = null) {
  const seen = new Map<string, number>();
  let cursor = after;
  for (let step = 0; step < 1_000; step += 1) {
    const page = await readChanges(cursor, department.query, NOW);
    for (const { number, version = 0 } of page.changes) {
      seen.set(number, Math.max(version, seen.get(number) ?? 0));
    }
    cursor = page.cursor;
    if (!page.more) return { seen, cursor };
  }
  throw new Error('the sweep never ends');
}

const second = (at: number) => {
  const time = new Date(Date.parse('2026-11-01T00:00:00Z') + at * 1_000);
  return time.toISOString().slice(0, 19).replace('T', ' ');
};

test('everything is seen, however many rows share a second', async () => {
  const department = new Department();
  department.add(30, second);
  department.add(260, () => '2026-11-02 09:00:00');
  department.add(49, (at) => `2026-11-02 09:00:0${1 + (at % 5)}`);
  const { seen } = await sweep(department);
  expect(seen.size).toBe(department.rows.length);
});

test('a row that is changed while its page is read is seen in its last version, and no other is passed over', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(400), { minLength: 1, maxLength: 20 }),
      fc.integer({ min: 1, max: 120 }),
      async (touched, perSecond) => {
        const department = new Department();
        department.add(401, (at) => second(Math.floor(at / perSecond)));
        let clock = 10_000;
        department.meanwhile = (call) => {
          const at = touched[call - 1];
          if (at !== undefined) department.touch(at, second((clock += 1)));
        };
        const { seen } = await sweep(department);
        for (const { xkzbh, bbh } of department.rows) expect([xkzbh, seen.get(xkzbh)]).toEqual([xkzbh, bbh]);
      },
    ),
    { numRuns: 25 },
  );
});

test('more rows in one second than the department shows do not hold up the sweep', async () => {
  const department = new Department();
  department.add(CAP + 60, () => '2026-11-02 09:00:00');
  department.add(5, () => '2026-11-02 09:00:07');
  const { seen } = await sweep(department);
  expect(seen.has(`JY${CAP + 64}`)).toBe(true);
  expect(seen.size).toBeGreaterThanOrEqual(CAP);
});

describe('the next sweep', () => {
  test('brings what changed, and what was written late under a stamp of the ten minutes before', async () => {
    const department = new Department();
    department.add(120, (at) => second(at * 60));
    const { cursor } = await sweep(department);
    department.touch(3, second(119 * 60 + 5));
    department.touch(7, second(112 * 60));
    const { seen } = await sweep(department, cursor);
    expect([seen.get('JY3'), seen.get('JY7'), seen.has('JY50')]).toEqual([2, 2, false]);
  });

  test('of a department whose clock ran a day ahead still sees what changes once the clock is right', async () => {
    const department = new Department();
    department.add(3, () => '2026-11-21 12:00:00');
    const { cursor } = await sweep(department);
    department.touch(1, '2026-11-20 12:00:01');
    expect((await sweep(department, cursor)).seen.get('JY1')).toBe(2);
  });

  test('of a department that has emptied itself goes on from where it was', async () => {
    const department = new Department();
    department.add(3, () => '2026-11-20 09:00:00');
    const { cursor } = await sweep(department);
    department.rows = [];
    expect((await sweep(department, cursor)).cursor).toBe(cursor);
  });
});

test('a bad row costs only itself', async () => {
  const page = await readChanges(
    null,
    () =>
      Promise.resolve({
        rows: [
          { xkzbh: 'JY1', zt: '1', yxqz: '长期', bbh: 1, gxsj: '2026-11-02 09:00:00' },
          { xkzbh: 'JY2', zt: '1', bbh: 1, gxsj: '2026-11-02 09:00:01' },
          { xkzbh: null, zt: '1', yxqz: '长期', gxsj: 'x' },
          null,
        ],
        total: 4,
      }),
    NOW,
  );
  expect([page.changes.map(({ number }) => number), page.skipped]).toEqual([['JY1'], 3]);
});

test('of two rows for one number in a page the higher version is the change', async () => {
  const row = (bbh: number) => ({ xkzbh: 'JY1', zt: '1', yxqz: '长期', bbh, gxsj: '2026-11-02 09:00:00' });
  const page = await readChanges(null, () => Promise.resolve({ rows: [row(4), row(2)], total: 2 }), NOW);
  expect(page.changes.map(({ version }) => version)).toEqual([4]);
});

test('rows in no order are refused: a sweep would pass over some', async () => {
  const row = (gxsj: string) => ({ xkzbh: gxsj, zt: '1', yxqz: '长期', gxsj });
  const rows = [row('2026-11-02 09:00:01'), row('2026-11-02 09:00:00')];
  const reading = readChanges(null, () => Promise.resolve({ rows, total: 2 }), NOW);
  await expect(reading).rejects.toThrow(DepartmentFault);
});

test.each(['', 'x', '2026-11-02 09:00:00', '2026-11-02 09:00:00#2026-13-02 09:00:00#1#ON', '#1#ON'])(
  'what is no cursor is said to be none: %j',
  async (cursor) => {
    await expect(readChanges(cursor, new Department().query, NOW)).rejects.toThrow(UnknownCursor);
  },
);
