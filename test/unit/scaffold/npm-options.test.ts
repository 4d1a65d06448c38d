import { describe, expect, test } from '@jest/globals';
import { asWritten } from '../../../deploy/npm-options.ts';

const OPTIONS = { junit: 'value', json: 'flag' } as const;

describe('options that npm kept to itself', () => {
  test.each([
    ['behind `--`', ['food', '--junit', 'f.xml', '--json'], {}, ['food', '--junit', 'f.xml', '--json']],
    ['joined by =', ['food'], { npm_config_junit: 'f.xml' }, ['food', '--junit=f.xml']],
    ['with the value left over', ['food', 'f.xml'], { npm_config_junit: 'true' }, ['food', '--junit=f.xml']],
    ['that are flags', ['food'], { npm_config_json: 'true' }, ['food', '--json']],
    [
      'both at once',
      ['food', 'f.xml'],
      { npm_config_junit: 'true', npm_config_json: 'true' },
      ['food', '--junit=f.xml', '--json'],
    ],
    ['none, and an argument too many', ['food', 'health'], {}, ['food', 'health']],
  ])('%s', (_, args, environment, written) => {
    expect(asWritten(args, OPTIONS, 1, environment)).toEqual(written);
  });
});
