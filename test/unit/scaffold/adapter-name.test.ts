import { describe, expect, test } from '@jest/globals';
import { problemOfName } from '../../../adapters/sdk/scaffold/adapter-name.ts';

describe('the name of a new adapter', () => {
  test.each(['water', 'fire119', 'wb'])('may be %s', (name) => expect(problemOfName(name)).toBeNull());

  test.each([
    ...[
      '',
      'w',
      'Water',
      'water-works',
      'water_works',
      '9water',
      '水务',
      'a'.repeat(25),
      '../food',
      'wa ter',
    ],
    ...['sdk', 'sandbox', 'issuance', 'true', 'sub', '__proto__', 'specimen'],
  ])('may not be %j; what it may be is said', (name) => {
    expect(problemOfName(name)).toContain(`"${name}"`);
    expect(problemOfName(name)).toContain('water');
  });
});
