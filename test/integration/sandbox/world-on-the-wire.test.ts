import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import culture from '../../../adapters/culture/definition.ts';
import food from '../../../adapters/food/definition.ts';
import health from '../../../adapters/health/definition.ts';
import tobacco from '../../../adapters/tobacco/definition.ts';
import type { AdapterDefinition, ReadAnswer } from '../../../adapters/sdk/contract.ts';
import { createWorld, permitsOf } from '../../../adapters/sandbox/world/world.ts';
import { createScratchFolder } from '../platform/scratch-folder.ts';
import { startSandboxProcess, type SandboxProcess } from './sandbox-process.ts';

let folder: Awaited<ReturnType<typeof createScratchFolder>>;
let sandbox: SandboxProcess;

beforeAll(async () => {
  folder = await createScratchFolder();
  sandbox = await startSandboxProcess(folder.path);
}, 60_000);
afterAll(async () => {
  await sandbox?.end('SIGTERM');
  await folder?.remove();
});

async function readAll<C>(
  definition: AdapterDefinition<C>,
  numbers: readonly string[],
): Promise<ReadAnswer[]> {
  const configuration = definition.configuration.parse(sandbox.connections.environment);
  const client = definition.connect(configuration, { log: pino({ level: 'silent' }) });
  const { batchSize } = definition.limits;
  const answers: ReadAnswer[] = [];
  try {
    for (let start = 0; start < numbers.length; start += batchSize) {
      const batch = numbers.slice(start, start + batchSize);
      answers.push(...(await client.read(batch, { signal: AbortSignal.timeout(5_000) })));
    }
  } finally {
    await client.close();
  }
  return answers;
}

test.each([
  ['food', (numbers: readonly string[]) => readAll(food, numbers)],
  ['health', (numbers: readonly string[]) => readAll(health, numbers)],
  ['culture', (numbers: readonly string[]) => readAll(culture, numbers)],
  ['tobacco', (numbers: readonly string[]) => readAll(tobacco, numbers)],
] as const)('every %s permit of the world reads as the world has it', async (code, read) => {
  const permits = permitsOf(createWorld(sandbox.connections.world), code);
  const settings = { limits: false, latencyMs: [0, 0] };
  await sandbox.call('PUT', `/control/departments/${code}/settings`, settings);
  await sandbox.call('DELETE', `/control/departments/${code}/stats`);
  const answers = await read(permits.map(({ number }) => number));
  const seen = new Map(answers.map((answer) => [answer.number, answer]));
  for (const { number, status, validTo, holderName, uscc } of permits) {
    const answer = seen.get(number);
    expect(answer).toMatchObject({
      kind: 'FOUND',
      number,
      record: { status, validTo, holderName, holderUscc: uscc },
    });
  }
  const { body } = await sandbox.call('GET', `/control/departments/${code}/stats`);
  expect(body.keys).toBe(permits.length);
});
