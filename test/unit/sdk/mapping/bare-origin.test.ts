import { expect, test } from '@jest/globals';
import { isBareOrigin } from '../../../../adapters/sdk/mapping/bare-origin.ts';

test.each(['https://food.example:8443', 'http://127.0.0.1:80', 'https://food.example/'])(
  '%s is one',
  (text) => {
    expect(isBareOrigin(text)).toBe(true);
  },
);

test.each([
  '',
  'food.example:8443',
  'ftp://food.example',
  'https://user:secret@food.example',
  'https://food.example/api',
  'https://food.example/?a=1',
  'https://food.example/#a',
])('%j is none', (text) => {
  expect(isBareOrigin(text)).toBe(false);
});
