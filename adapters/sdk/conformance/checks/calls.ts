import { randomBytes } from 'node:crypto';
import { readCallKeys } from '../../../../subgraphs/platform/internal-call/call-keys.ts';
import { CALL_HEADERS, signedHeaders } from '../../../../subgraphs/platform/internal-call/call-signature.ts';
import type { RawAnswer } from '../adapter-connection.ts';
import { must, type Check } from '../check.ts';
import type { Kit } from '../kit.ts';

const BODY = JSON.stringify({ query: '{ _service { sdl } }' });
const WHY =
  'an adapter stands at the door of a department’s own network: whoever else gets an answer there reads permits that he may not';
const REMEDY =
  'serve it by the hub’s own service server (`npm start -- --only NAME`), which verifies every call';

/** Calls that the hub did not make, or not so, not now, not here. */
export const callChecks: readonly Check[] = [
  refused('unsigned-refused', 'a call without a signature is refused', async ({ connection }) => [
    await connection.send(connection.url.pathname, BODY, {}),
    await connection.send(`${connection.url.pathname}/contract`, BODY, {}),
  ]),
  refused('foreign-key-refused', 'a call signed with another key is refused', async ({ connection }) => {
    const path = connection.url.pathname;
    const foreign = readCallKeys(`foreign:${randomBytes(32).toString('base64url')}`);
    const caller = { role: 'service', id: 'conformance-kit' } as const;
    return [
      await connection.send(path, BODY, signedHeaders(foreign, { method: 'POST', path, body: BODY, caller })),
    ];
  }),
  refused('altered-refused', 'a call that was altered on its way is refused', async ({ connection }) => {
    const path = connection.url.pathname;
    const headers = connection.sign(path, BODY);
    const otherCaller = Buffer.from(JSON.stringify({ role: 'lead', id: 'x' })).toString('base64url');
    return [
      await connection.send(path, `${BODY} `, headers),
      await connection.send(path, BODY, {
        ...connection.sign(path, BODY),
        [CALL_HEADERS.caller]: otherCaller,
      }),
      await connection.send(`${path}/contract`, BODY, connection.sign(path, BODY)),
    ];
  }),
  {
    ...refused('replayed-refused', 'a call that was made already is refused', async ({ connection }) => {
      const path = connection.url.pathname;
      const headers = connection.sign(path, BODY);
      const first = await connection.send(path, BODY, headers);
      must(first.status === 200, `the first call was answered with HTTP ${first.status}`);
      return [await connection.send(path, BODY, headers)];
    }),
  },
];

function refused(id: string, title: string, calls: (kit: Kit) => Promise<RawAnswer[]>): Check {
  return {
    id,
    title,
    why: WHY,
    remedy: REMEDY,
    needs: 'URL',
    async run(kit) {
      const answers = await calls(kit);
      for (const { status, text } of answers) {
        must(status === 401, `HTTP ${status} to such a call`);
        must(
          !/type \w+|_service|errors/.test(text),
          `401, but the answer tells something: ${text.slice(0, 100)}`,
        );
      }
      return `${answers.length} such calls, HTTP 401 each`;
    },
  };
}
