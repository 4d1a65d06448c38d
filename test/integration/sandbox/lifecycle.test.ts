import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import food from '../../../adapters/food/definition.ts';
import { createWorld, demoLicence } from '../../../adapters/sandbox/world/world.ts';
import { eventually } from '../platform/eventually.ts';
import { isAlive } from '../platform/is-alive.ts';
import { createScratchFolder } from '../platform/scratch-folder.ts';
import {
  postgresPid,
  startSandboxAlone,
  startSandboxProcess,
  type SandboxProcess,
} from './sandbox-process.ts';

let folder: Awaited<ReturnType<typeof createScratchFolder>>;
beforeEach(async () => void (folder = await createScratchFolder()));
afterEach(() => folder.remove());

async function statusSeenByAdapter(sandbox: SandboxProcess, number: string): Promise<string> {
  const client = food.connect(food.configuration.parse(sandbox.connections.environment), {
    log: pino({ level: 'silent' }),
  });
  try {
    const [answer] = await client.read([number], { signal: AbortSignal.timeout(5_000) });
    return answer?.kind === 'FOUND' ? answer.record.status : String(answer?.kind);
  } finally {
    await client.close();
  }
}

describe('the sandbox as a process', () => {
  test('finds its data, secrets and ports again after kill -9', async () => {
    const first = await startSandboxProcess(folder.path);
    const { number } = demoLicence(createWorld(first.connections.world)).permits[0]!;
    expect(await statusSeenByAdapter(first, number)).toBe('VALID');
    await first.call('PATCH', `/control/departments/food/permits/${number}`, { status: 'REVOKED' });
    expect(await first.end('SIGKILL')).toBeNull();

    const second = await startSandboxProcess(folder.path);
    expect(second.connections.world).toEqual(first.connections.world);
    expect(second.connections.environment).toEqual(first.connections.environment);
    expect(await statusSeenByAdapter(second, number)).toBe('REVOKED');
    expect(await second.end('SIGTERM')).toBe(0);
  }, 60_000);

  test('keeps its files to itself', async () => {
    const sandbox = await startSandboxProcess(folder.path);
    for (const name of ['connections.json', 'secrets.json', 'world.json']) {
      expect((await stat(join(folder.path, 'sandbox', name))).mode & 0o777).toBe(0o600);
    }
    const written: unknown = JSON.parse(
      await readFile(join(folder.path, 'sandbox', 'connections.json'), 'utf8'),
    );
    expect(written).toEqual(sandbox.connections);
    expect(await sandbox.end('SIGTERM')).toBe(0);
  }, 60_000);

  test('tells its steps when run alone, and Ctrl-C leaves no process behind', async () => {
    const { child, output, closed } = startSandboxAlone({ DATA_DIR: folder.path, SANDBOX_PORT: '0' });
    await eventually(() => output.text.includes('ready'), 30_000);
    for (const step of ['PostgreSQL', 'food', 'health', 'culture', 'tobacco']) {
      expect(output.text).toMatch(new RegExp(`${step}.* ms`));
    }
    const pid = await postgresPid(folder.path);
    expect(isAlive(pid!)).toBe(true);
    process.kill(-child.pid!, 'SIGINT');
    expect(await closed).toEqual([0, null]);
    expect(isAlive(pid!)).toBe(false);
    expect(output.errors).toBe('');
  }, 60_000);

  test('a signal in the middle of the start leaves no process behind either', async () => {
    const { child, closed } = startSandboxAlone({ DATA_DIR: folder.path, SANDBOX_PORT: '0' });
    let pid: number | undefined;
    await eventually(async () => (pid = await postgresPid(folder.path)) !== undefined, 30_000);
    child.kill('SIGTERM');
    expect(await closed).toEqual([0, null]);
    expect(isAlive(pid!)).toBe(false);
  }, 60_000);

  test('ends with its parent', async () => {
    const script = `
      const { spawn } = await import('node:child_process');
      const child = spawn(process.execPath, ['adapters/sandbox/main.ts'], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
      child.once('message', () => console.log(child.pid));
    `;
    const parent = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      env: { ...process.env, DATA_DIR: folder.path, SANDBOX_PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const pids = [Number(line.toString()), (await postgresPid(folder.path))!];
    parent.kill('SIGKILL');
    await eventually(() => !pids.some(isAlive));
  }, 60_000);

  test('a port in use ends it with one clear line', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { output, closed } = startSandboxAlone({ DATA_DIR: folder.path, SANDBOX_PORT: String(port) });
    expect(await closed).toEqual([1, null]);
    expect(output.errors).toBe(
      `sandbox: SANDBOX_PORT ${port} is in use by another program. Stop it, or set SANDBOX_PORT to another port (0 for any free one).\n`,
    );
    other.close();
  });

  test('a damaged file ends it with one clear line and no process', async () => {
    await mkdir(join(folder.path, 'sandbox'), { mode: 0o755 });
    await writeFile(join(folder.path, 'sandbox', 'world.json'), '{"seed":1,"day":"2026-02-30"}');
    const { output, closed } = startSandboxAlone({ DATA_DIR: folder.path, SANDBOX_PORT: '0' });
    expect(await closed).toEqual([1, null]);
    expect(output.errors).toMatch(/^sandbox: .*world\.json holds no seed and day\. .*\n$/);
  });

  test('a second one on the same folder ends with one clear line', async () => {
    const first = await startSandboxProcess(folder.path);
    const { output, closed } = startSandboxAlone({ DATA_DIR: folder.path, SANDBOX_PORT: '0' });
    expect(await closed).toEqual([1, null]);
    expect(output.errors).toMatch(/^sandbox: .* is in use by another hub \(pid \d+\)\..*\n$/);
    expect(await first.end('SIGTERM')).toBe(0);
  }, 60_000);

  test.each(['abc', '-1', '65536', '1.5'])('refuses SANDBOX_PORT %s by name', async (port) => {
    const { output, closed } = startSandboxAlone({ DATA_DIR: folder.path, SANDBOX_PORT: port });
    expect(await closed).toEqual([1, null]);
    expect(output.errors).toBe(
      `sandbox: SANDBOX_PORT is "${port}"; set it to a port from 0 (any free one) to 65535.\n`,
    );
  });
});
