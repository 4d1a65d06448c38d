import { expect, test } from '@jest/globals';
import definition from '../../../../adapters/culture/definition.ts';

test('the configuration takes the URI of a PostgreSQL account and nothing else', () => {
  const parse = (uri: unknown) => definition.configuration.safeParse({ CULTURE_DATABASE_URL: uri });
  expect(parse('postgres://reader:secret@127.0.0.1:5432/culture').success).toBe(true);
  expect(parse('postgresql://reader:secret@db.example/culture?sslmode=verify-full').success).toBe(true);
  for (const wrong of [
    undefined,
    '',
    'http://127.0.0.1/culture',
    'postgres://127.0.0.1/culture',
    'postgres://a:b@h',
  ]) {
    const result = parse(wrong);
    expect(result.success).toBe(false);
    expect(result.error?.message).toContain('CULTURE_DATABASE_URL');
  }
});

test('an error about the configuration does not show the password', () => {
  const result = definition.configuration.safeParse({
    CULTURE_DATABASE_URL: 'mysql://reader:hunter2@db/culture',
  });
  expect(result.error?.message).not.toContain('hunter2');
});
