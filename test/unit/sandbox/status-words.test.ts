import { expect, test } from '@jest/globals';
import { createStatusWords } from '../../../adapters/sandbox/core/status-words.ts';
import { NotInVocabulary } from '../../../adapters/sandbox/core/system.ts';

const statusCode = createStatusWords('food', { VALID: '1', EXPIRED: '5' }, '47');

test('a status is the department’s code, an unknown one a code that nobody listed', () => {
  expect([statusCode('VALID'), statusCode('EXPIRED'), statusCode('UNKNOWN')]).toEqual(['1', '5', '47']);
});

test('a status without a word is refused, with the words that there are', () => {
  expect(() => statusCode('LAPSED')).toThrow(NotInVocabulary);
  expect(() => statusCode('LAPSED')).toThrow(
    'food has no word for status LAPSED; it has VALID, EXPIRED and UNKNOWN',
  );
});
