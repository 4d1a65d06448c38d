import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { startHub, type RunningHub } from '../../support/running-hub.ts';

/** What the protection of GET against other sites' pages costs; all three are MAY. */
const COST_OF_CSRF_PROTECTION = ['5A70', 'D6D5', '6A70'];

let hub: RunningHub;
beforeAll(async () => {
  hub = await startHub();
}, 60_000);
afterAll(() => hub.stop());

describe('the public audit of GraphQL over HTTP', () => {
  test('is the one of 61 audits', () => {
    expect(serverAudits({ url: 'http://hub.invalid' })).toHaveLength(61);
  });

  test.each(['signed in', 'anonymous'])(
    'finds no error, no warning, and no notice but three, for a caller who is %s',
    async (who) => {
      const token = await hub.token({ role: 'regulator', region: '410200' });
      const audits = serverAudits({
        url: `${hub.gateway}/graphql`,
        fetchFn: (input: string, init: RequestInit = {}) => {
          const headers = new Headers(init.headers);
          if (who === 'signed in') headers.set('authorization', `Bearer ${token}`);
          return fetch(input, { ...init, headers });
        },
      });
      const results = await Promise.all(audits.map((audit) => audit.fn()));
      const findings = results.flatMap((result) =>
        result.status === 'ok' ? [] : [{ id: result.id, status: result.status, reason: result.reason }],
      );
      expect(findings.filter(({ id }) => !COST_OF_CSRF_PROTECTION.includes(id))).toEqual([]);
      expect(findings.every(({ status }) => status === 'notice')).toBe(true);
    },
  );
});
