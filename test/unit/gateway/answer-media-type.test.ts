import { describe, expect, test } from '@jest/globals';
import { answerMediaType } from '../../../gateway/http/answer-media-type.ts';

const JSON_TYPE = 'application/json';
const RESPONSE = 'application/graphql-response+json';

describe('the media type of an answer', () => {
  test.each([
    [undefined, JSON_TYPE],
    ['', JSON_TYPE],
    ['*/*', JSON_TYPE],
    ['application/*', JSON_TYPE],
    [JSON_TYPE, JSON_TYPE],
    ['Application/JSON; charset=utf-8', JSON_TYPE],
    [RESPONSE, RESPONSE],
    [`${RESPONSE}, ${JSON_TYPE}`, RESPONSE],
    [`${JSON_TYPE}, ${RESPONSE}`, JSON_TYPE],
    [`${JSON_TYPE};q=0.5, ${RESPONSE};q=0.9`, RESPONSE],
    [`${RESPONSE};q=0.1, */*`, JSON_TYPE],
    [`${RESPONSE}, */*;q=0.5`, RESPONSE],
    [`${JSON_TYPE};q=0, */*`, RESPONSE],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', JSON_TYPE],
    ['text/html', null],
    ['image/png, text/*', null],
    ['*/*;q=0', null],
    [`${JSON_TYPE};q=zero`, null],
    ['multipart/mixed;deferSpec=20220824', null],
    [';;;,,,', null],
  ])('for Accept %s is %s', (accept, type) => {
    expect(answerMediaType(accept)).toBe(type);
  });
});
