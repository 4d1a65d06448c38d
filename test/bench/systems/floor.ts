/**
 * The floor: what a good programmer writes by hand for just these two questions. One SQL statement, one call to each
 * department a request, the adapters' own client, mapping and validation, JSON. No GraphQL, no sign-in, no limits.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runProcess } from '../../../subgraphs/platform/process-life.ts';
import { sayReady } from '../measure/child-process.ts';
import { openFloorAnswers } from './floor-answers.ts';
import { readSetting, type SystemReady } from './system.ts';

runProcess({
  async start(closers) {
    const { databaseUrl, access } = readSetting();
    const answers = await openFloorAnswers(databaseUrl, access);
    await closers.add('answers', () => answers.close());
    const server = createServer((request, response) => {
      const answer = async () => {
        const { variables } = JSON.parse(await textOf(request)) as { variables: Record<string, unknown> };
        const data =
          request.url === '/one'
            ? { compositeLicense: await answers.one(String(variables.number)) }
            : { licenses: await answers.page(Number(variables.first), variables.after as string | null) };
        const body = Buffer.from(JSON.stringify({ data }));
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
        response.end(body);
      };
      answer().catch((error: Error) => response.writeHead(500).end(error.message));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    await closers.add('server', () => {
      server.close().closeAllConnections();
      return Promise.resolve();
    });
    const { port } = server.address() as AddressInfo;
    sayReady({ origin: `http://127.0.0.1:${port}`, headers: {} } satisfies SystemReady);
  },
  complain: (line) => void process.stderr.write(`floor: ${line}\n`),
  stopWithinMs: 20_000,
});

function textOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (text += chunk));
    request.on('end', () => resolve(text));
    request.on('error', reject);
  });
}
