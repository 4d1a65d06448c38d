import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { request as httpRequest } from 'node:http';
import { DEPARTMENT_CODES } from '../../../adapters/sandbox/core/system.ts';
import { createWorld, demoLicence, permitsOf } from '../../../adapters/sandbox/world/world.ts';
import { createScratchFolder } from '../platform/scratch-folder.ts';
import { startSandboxProcess, type SandboxProcess } from './sandbox-process.ts';

let folder: Awaited<ReturnType<typeof createScratchFolder>>;
let sandbox: SandboxProcess;
const path = (code: string, resource: string) => `/control/departments/${code}/${resource}`;

beforeAll(async () => {
  folder = await createScratchFolder();
  sandbox = await startSandboxProcess(folder.path);
}, 60_000);
afterAll(async () => {
  await sandbox?.end('SIGTERM');
  await folder?.remove();
});

describe('the control interface', () => {
  test('lists the departments with their addresses and numbers that exist, and no credential', async () => {
    const { status, body } = await sandbox.call('GET', '/control/departments');
    expect(status).toBe(200);
    const departments = body as unknown as Record<'code' | 'name' | 'address', string>[] &
      { sampleNumbers: string[] }[];
    expect(departments.map(({ code }) => code).toSorted()).toEqual([...DEPARTMENT_CODES].toSorted());
    for (const { code, name, address, sampleNumbers } of departments) {
      expect(name).toMatch(/^\p{Script=Han}+$/u);
      expect(address).toContain('127.0.0.1');
      expect(sampleNumbers.length).toBeGreaterThan(1);
      for (const number of sampleNumbers) {
        const patch = await sandbox.call('PATCH', path(code, `permits/${encodeURIComponent(number)}`), {
          status: 'VALID',
        });
        expect(patch.status).toBe(200);
      }
    }
    const secrets = Object.entries(sandbox.connections.environment).filter(([name]) =>
      /SECRET|PASSWORD|PRIVATE/.test(name),
    );
    expect(secrets.length).toBeGreaterThan(1);
    for (const [, secret] of secrets) expect(JSON.stringify(body)).not.toContain(secret);
    expect(JSON.stringify(body)).not.toMatch(/\/\/[^/"]*@/);
  });

  test('has all the permits of the world that it names, each in its department', async () => {
    const world = createWorld(sandbox.connections.world);
    for (const code of DEPARTMENT_CODES) {
      const numbers = permitsOf(world, code).map(({ number }) => number);
      for (const number of [numbers[0]!, numbers.at(-1)!]) {
        const found = await sandbox.call('PATCH', path(code, `permits/${encodeURIComponent(number)}`), {
          status: 'VALID',
        });
        expect(found).toEqual({ status: 200, body: { number, department: code } });
      }
    }
  });

  test('takes every fault mode and every setting, and goes back', async () => {
    for (const fault of [
      { mode: 'down' },
      { mode: 'hang' },
      { mode: 'latency', ms: 20 },
      { mode: 'error' },
      { mode: 'garbage' },
      { mode: 'flap', ms: 200 },
      { mode: 'none' },
    ]) {
      for (const code of DEPARTMENT_CODES) {
        expect(await sandbox.call('PUT', path(code, 'fault'), fault)).toEqual({ status: 200, body: fault });
      }
    }
    for (const code of DEPARTMENT_CODES) {
      const settings = { limits: false, latencyMs: [0, 1], maintenance: true, autoDecide: 'GRANTED' };
      expect(await sandbox.call('PUT', path(code, 'settings'), settings)).toEqual({
        status: 200,
        body: settings,
      });
      expect((await sandbox.call('PUT', path(code, 'settings'), { maintenance: false })).status).toBe(200);
    }
  });

  test('counts from nought after a reset', async () => {
    for (const code of DEPARTMENT_CODES) {
      const none = { requests: 0, keys: 0, other: 0 };
      expect(await sandbox.call('DELETE', path(code, 'stats'))).toEqual({ status: 200, body: none });
      expect(await sandbox.call('GET', path(code, 'stats'))).toEqual({ status: 200, body: none });
    }
  });

  test('finds numbers with brackets, slashes and spaces by their percent-encoded form', async () => {
    const numbers = permitsOf(createWorld(sandbox.connections.world), 'health').map(({ number }) => number);
    for (const sign of ['/', ' ', '〔', '[']) {
      const number = numbers.find((text) => text.includes(sign))!;
      const answer = await sandbox.call('PATCH', path('health', `permits/${encodeURIComponent(number)}`), {
        address: `${sign}号`,
      });
      expect(answer).toEqual({ status: 200, body: { number, department: 'health' } });
    }
  });

  test.each([
    ['GET', '/control/departments/film/stats', undefined, 404, 'food, health, culture, tobacco'],
    ['PATCH', path('food', 'permits/JY00000000000000'), { status: 'VALID' }, 404, 'JY00000000000000'],
    ['GET', '/control/nothing', undefined, 404, '/control/nothing'],
    ['GET', '/', undefined, 404, 'nothing'],
    ['PUT', path('food', 'toString'), {}, 404, 'toString'],
    ['POST', path('food', 'stats'), undefined, 405, 'GET, DELETE'],
    ['DELETE', '/control/departments', undefined, 405, 'GET'],
    ['PUT', path('food', 'fault'), '{"mode":', 400, 'JSON'],
    ['PUT', path('food', 'fault'), '', 400, 'JSON'],
    ['PUT', path('food', 'fault'), [], 400, 'object'],
    ['PUT', path('food', 'fault'), { mode: 'broken' }, 400, '"down"|"hang"|"latency"'],
    ['PUT', path('food', 'fault'), { mode: 'latency' }, 400, 'ms'],
    ['PUT', path('food', 'fault'), { mode: 'flap', ms: -1 }, 400, 'ms'],
    ['PUT', path('food', 'fault'), { mode: 'none', since: 1 }, 400, 'no field since, but mode, ms'],
    ['PUT', path('food', 'settings'), {}, 400, 'limits, latencyMs, maintenance, autoDecide'],
    ['PUT', path('food', 'settings'), { latencyMs: [5, 1] }, 400, 'latencyMs'],
    ['PUT', path('food', 'settings'), { limits: 'no' }, 400, 'limits'],
    ['PATCH', path('food', 'permits/JY1'), { status: 'GOOD' }, 400, '"VALID"|"RENEWAL_PENDING"'],
    ['PATCH', path('food', 'permits/JY1'), { validTo: '2025-02-30' }, 400, 'validTo'],
    ['PATCH', path('food', 'permits/JY1'), { colour: 'red' }, 400, 'colour'],
    ['PATCH', path('food', 'permits/JY1'), { notify: false }, 400, 'at least one of'],
    ['PATCH', path('food', 'permits/%E4%B8'), { status: 'VALID' }, 400, 'percent-encoded'],
    ['PATCH', path('food', 'permits/a%00b'), { status: 'VALID' }, 400, 'percent-encoded'],
  ])('%s %s with %j is %d and says why', async (method, target, input, status, words) => {
    const answer = await sandbox.call(method, target, input);
    expect(answer.status).toBe(status);
    expect(answer.body.error?.message).toContain(words);
  });

  test('is 422 where the department has no such word', async () => {
    const demo = demoLicence(createWorld(sandbox.connections.world));
    const culture = demo.permits.find(({ department }) => department === 'culture')!;
    for (const patch of [{ status: 'LAPSED' }, { raw: { no_such_column: 1 } }]) {
      const answer = await sandbox.call('PATCH', path('culture', `permits/${culture.number}`), patch);
      expect(answer.status).toBe(422);
      expect(answer.body.error?.code).toBe('NOT_IN_VOCABULARY');
    }
  });

  test('is 413 for a body of over a megabyte', async () => {
    const answer = await sandbox.call('PUT', path('food', 'fault'), 'x'.repeat(1024 * 1024 + 1));
    expect(answer.status).toBe(413);
  });

  test.each([
    [{ host: 'evil.example:80' }, 403],
    [{ host: '169.254.169.254' }, 403],
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ host: 'localhost:4100' }, 200],
    [{ host: 'localhost:4100', origin: 'http://localhost:4100', 'sec-fetch-site': 'same-origin' }, 200],
  ])('with headers %j answers %d: no web page of another site may drive it', async (headers, status) => {
    const answered = await new Promise<number | undefined>((resolve, reject) => {
      httpRequest(`${sandbox.connections.control}/control/departments`, { headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(answered).toBe(status);
  });
});
