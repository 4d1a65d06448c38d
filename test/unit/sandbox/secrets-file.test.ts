import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSecretsFile } from '../../../adapters/sandbox/core/secrets-file.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'secrets-'))));
afterEach(() => rm(folder, { recursive: true }));

test('generates a secret once and finds it again after a restart', () => {
  const file = join(folder, 'secrets.json');
  expect(openSecretsFile(file).secret('food', () => 'first')).toBe('first');
  const again = openSecretsFile(file);
  expect(again.secret('food', () => 'second')).toBe('first');
  expect(again.secret('health', () => 'another')).toBe('another');
});

test('keeps the file from other users, also one that was copied about', async () => {
  const file = join(folder, 'secrets.json');
  await writeFile(file, '{"food":"kept"}', { mode: 0o644 });
  expect(openSecretsFile(file).secret('food', () => 'new')).toBe('kept');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test.each(['{"food":', '{"food":""}', '[1]'])('says what to do about a damaged file: %s', async (text) => {
  const file = join(folder, 'secrets.json');
  await writeFile(file, text);
  expect(() => openSecretsFile(file)).toThrow(/secrets\.json.*begin anew/);
});
