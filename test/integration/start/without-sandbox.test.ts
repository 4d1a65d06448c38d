import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { askLicence, statesOf } from '../../support/licence-answer.ts';
import { processesOfFolder } from '../../support/processes-of-folder.ts';
import { startHub, type HubOptions, type RunningHub } from '../../support/running-hub.ts';
import { endStartedCommands, startCommand } from '../../support/started-command.ts';
import { createScratchFolder } from '../platform/scratch-folder.ts';

const LIVE = { food: 'LIVE', health: 'LIVE', culture: 'LIVE', tobacco: 'LIVE' };
const STALE = { food: 'STALE', health: 'STALE', culture: 'STALE', tobacco: 'STALE' };

let scratch: Awaited<ReturnType<typeof createScratchFolder>>;
const hubs: RunningHub[] = [];
beforeEach(async () => void (scratch = await createScratchFolder()));
afterEach(async () => {
  // Also of a test that failed.
  await Promise.all(hubs.splice(0).map((hub) => hub.stop()));
  await endStartedCommands();
  await scratch.remove();
}, 30_000);

async function start(options: HubOptions = {}): Promise<RunningHub> {
  const hub = await startHub({ dataFolder: scratch.path, ...options });
  hubs.push(hub);
  return hub;
}
const withoutSandbox = (environment: Record<string, string> = {}) =>
  start({ arguments: ['--no-sandbox'], environment });

describe('--no-sandbox', () => {
  test('starts without departments, says which variables are missing, and answers from the records', async () => {
    const seeded = await start();
    const { demoLicense } = seeded;
    await seeded.stop();

    const hub = await withoutSandbox();
    for (const line of [
      'food: FOOD_URL, FOOD_APP_KEY, FOOD_APP_SECRET not set; ',
      'health: HEALTH_URL, HEALTH_USERNAME, HEALTH_PASSWORD not set; ',
      'culture: CULTURE_DATABASE_URL not set; ',
      'tobacco: TOBACCO_PRIVATE_KEY, TOBACCO_PUBLIC_KEY, TOBACCO_RELAY_URL not set; ',
    ]) {
      expect(hub.output()).toContain(
        `${line}its permits are answered from the last known record (ADAPTER_DOWN).`,
      );
    }
    const run = JSON.parse(readFileSync(join(hub.dataFolder, 'run.json'), 'utf8')) as object;
    expect(run).toEqual({ gateway: hub.gateway, sandbox: null, demoLicense });
    const sandboxes = processesOfFolder(hub.dataFolder).filter(({ command }) =>
      command.includes('adapters/sandbox'),
    );
    expect(sandboxes).toEqual([]);

    const answer = await askLicence(hub);
    expect(answer.licence.status).toBe('VALID');
    expect(statesOf(answer)).toEqual(STALE);
    for (const { freshness, status } of answer.licence.subPermits) {
      expect({ reason: freshness.reason, status }).toEqual({ reason: 'ADAPTER_DOWN', status: 'VALID' });
      expect(Date.parse(freshness.asOf ?? '')).toBeLessThan(Date.now());
    }
    expect(answer.answer.errors).toBeUndefined();
    await hub.stop();
    expect(await hub.ended()).toBe(0);
  }, 60_000);

  test('on an empty data folder has no licence to show, and says so by leaving it out', async () => {
    const hub = await withoutSandbox();
    expect(hub.output()).not.toContain('demo licence');
    expect(hub.output()).toMatch(/^This hub holds no licences\. .*npm run sandbox/m);
    const { data } = await hub.ask<{ licenses: unknown }>('{ licenses(first: 1) { totalCount } }');
    expect(data).toEqual({ licenses: { totalCount: 0 } });
    await hub.stop();
  }, 60_000);

  test('with addresses where nothing listens is UNREACHABLE, and one department may be configured alone', async () => {
    await (await start()).stop();
    const hub = await withoutSandbox({
      FOOD_URL: 'http://127.0.0.1:9',
      FOOD_APP_KEY: 'key',
      FOOD_APP_SECRET: 'secret',
    });
    expect(hub.output()).not.toContain('FOOD_URL');
    const answer = await askLicence(hub);
    expect(statesOf(answer)).toEqual(STALE);
    expect(answer.permit('food').freshness.reason).toBe('UNREACHABLE');
    expect(answer.permit('culture').freshness.reason).toBe('ADAPTER_DOWN');
    await hub.stop();
  }, 60_000);
});

describe('npm run sandbox', () => {
  test('runs the departments alone; the command that it prints starts a hub over them', async () => {
    const environment = { DATA_DIR: join(scratch.path, 'data'), SANDBOX_PORT: '0', PORT: '0' };
    const sandbox = startCommand('npm', ['run', 'sandbox'], { environment });
    await sandbox.said('Ctrl-C stops it.');
    expect(sandbox.out).toMatch(/✓ PostgreSQL +\d+ ms/);
    const address = /is ready: (\S+)/.exec(sandbox.out)?.[1] ?? '';
    expect((await fetch(address)).status).toBe(200);
    const secrets = join(environment.DATA_DIR, 'sandbox', 'connections.env');
    expect(statSync(secrets).mode & 0o777).toBe(0o600);

    const printed = /A hub over these departments:\n\n {2}(.*)\n/.exec(sandbox.out)?.[1] ?? '';
    // In the foreground of the shell, as when pasted.
    const shell = startCommand('sh', ['-c', printed.replace(/^\((.*)\)$/, '$1')], { environment });
    await shell.said('Ctrl-C stops it.');
    expect(shell.out).toContain('demo licences, read from their departments');
    const printedQuery = /^ {2}TOKEN=.*\n(?: {2}.*\n)+/m.exec(shell.out)?.[0] ?? '';
    const asked = startCommand('sh', ['-c', printedQuery], { environment });
    expect(await asked.ended).toBe(0);
    const states = [...asked.out.matchAll(/"state":"(\w+)"/g)].map(([, state]) => state);
    expect(states).toEqual(Object.values(LIVE));

    shell.interrupt();
    await shell.ended;
    expect((await fetch(address)).status).toBe(200);
    sandbox.interrupt();
    expect(await sandbox.ended).toBe(0);
    expect(processesOfFolder(environment.DATA_DIR)).toEqual([]);
    expect(existsSync(join(environment.DATA_DIR, 'run.json'))).toBe(false);
  }, 60_000);

  test('that is started beside a hub with departments of its own is refused', async () => {
    const hub = await start();
    const sandbox = startCommand('npm', ['-s', 'run', 'sandbox'], {
      environment: { DATA_DIR: hub.dataFolder, SANDBOX_PORT: '0' },
    });
    expect(await sandbox.ended).toBe(1);
    expect(sandbox.err).toMatch(/^sandbox: DATA_DIR \S+ is in use by another hub \(pid \d+\)\. [^\n]*\n$/);
    expect(statesOf(await askLicence(hub))).toEqual(LIVE);
    await hub.stop();
  }, 60_000);
});
