import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WorldPermit } from '../../../adapters/sandbox/core/system.ts';
import { toJsonRecord } from './json-record.ts';

export interface JsonDepartment {
  readonly origin: string;
  /** Time that each answer takes, milliseconds; 0: at once. */
  latencyMs: number;
  /** Wire calls since the last reset. */
  calls: number;
}

/** A department that speaks plain JSON as fast as Node can: every permit's answer is a text made beforehand. */
export async function openJsonDepartment(permits: readonly WorldPermit[]): Promise<JsonDepartment> {
  const texts = new Map(
    permits.map((permit) => [
      permit.number,
      JSON.stringify({ number: permit.number, record: toJsonRecord(permit) }),
    ]),
  );
  const department = { origin: '', latencyMs: 0, calls: 0 };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    department.calls += 1;
    const { numbers } = JSON.parse(await textOf(request)) as { numbers: string[] };
    const found = numbers.flatMap((number) => texts.get(number) ?? []);
    const body = Buffer.from(`{"permits":[${found.join(',')}]}`);
    const send = () => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
      response.end(body);
    };
    if (department.latencyMs > 0) setTimeout(send, department.latencyMs);
    else send();
  }

  const server = createServer((request, response) => void answer(request, response));
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  department.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return department;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
