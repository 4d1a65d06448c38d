import { describe, expect, test } from '@jest/globals';
import { READ_BUDGET_MS } from '../../../adapters/sdk/reading/permit-reader.ts';
import { DEFAULT_COST_LIMITS, MOST_MISSES, REQUEST_COST } from '../../../gateway/demand/cost-limits.ts';
import { MOST_BODY_BYTES } from '../../../gateway/http/read-body.ts';
import { DEFAULT_LIMITS } from '../../../gateway/limits/operation-limits.ts';
import { FRESHNESS_REASONS, FRESHNESS_STATES } from '../../../subgraphs/domain/freshness.ts';
import { ROLES } from '../../../subgraphs/domain/caller.ts';
import { PERMIT_STATUSES } from '../../../subgraphs/domain/permit-status.ts';
import { readProjectFile, tableRows } from './markdown.ts';

const readme = readProjectFile('README.md');
const rows = tableRows(readme);
const grouped = (figure: number) => figure.toLocaleString('en');
const firstCells = rows.map(([cell = '']) => cell).join('\n');

describe('figures and words of the README', () => {
  test.each(Object.entries(DEFAULT_LIMITS))('the limit of %s is the one that is enforced', (name, limit) => {
    const row = rows.find(([cell = '']) => cell.startsWith(name));
    expect(row?.[1]).toMatch(new RegExp(`^${limit.toLocaleString('en')}\\b`));
  });

  test('so are the costs, budgets and misses of callers', () => {
    const { anonymous, signedIn, service } = DEFAULT_COST_LIMITS;
    const inWords = (of: 'mostCost' | 'budget') =>
      [
        `${grouped(anonymous[of])} anonymous`,
        `${grouped(signedIn[of])} signed in`,
        `${grouped(service[of])} \`service\``,
      ].join(', ');
    const most = (name: string) => rows.find(([cell = '']) => cell.startsWith(name))?.[1];
    expect(most('cost of an operation')).toBe(inWords('mostCost'));
    expect(most('cost of one caller')).toBe(inWords('budget'));
    expect(most('licence numbers asked for in vain')).toBe(`${MOST_MISSES} a caller`);
    expect(readme).toContain(`Each request costs ${REQUEST_COST} more`);
  });

  test('so are the size of a body and the budget of a department', () => {
    expect(rows.find(([cell = '']) => cell.startsWith('request body'))?.[1]).toContain(
      `${MOST_BODY_BYTES / 1024} KiB`,
    );
    expect(readme).toContain(`no whole answer within ${READ_BUDGET_MS} ms`);
  });

  test.each([...FRESHNESS_STATES, ...FRESHNESS_REASONS, ...ROLES])('%s is explained in a table', (word) => {
    expect(firstCells).toContain(`\`${word}\``);
  });

  test.each([...PERMIT_STATUSES])('the permit status %s is explained', (status) => {
    expect(readme).toContain(`\`${status}\``);
  });
});
