import { describe, expect, test } from '@jest/globals';
import { attributeRows } from '../../../../adapters/culture/attribution.ts';
import { SOUND_ROW } from './sound-row.ts';

const NUMBER = '150302160012';
const OTHER = '150302160013';

describe('numbers and rows', () => {
  test('meet by their normalised form, and the answer carries the number as asked', () => {
    const asked = ['150302160012', ' 150302160012', '１５０３０２１６００１２'];
    const answers = attributeRows(asked, [{ ...SOUND_ROW, xkzbh: '　150302160012　' }]);
    expect(answers.map(({ kind, number }) => [kind, number])).toEqual(
      asked.map((number) => ['FOUND', number]),
    );
  });

  test('meet whatever brackets the number of an internet culture permit has', () => {
    const [answer] = attributeRows(
      ['蒙网文〔2024〕0001-302号'],
      [{ ...SOUND_ROW, xkzbh: '蒙网文［2024］0001-302号' }],
    );
    expect(answer).toMatchObject({ kind: 'FOUND', number: '蒙网文〔2024〕0001-302号' });
  });

  test('a number without a row is absent where the answer makes sense throughout', () => {
    expect(attributeRows([NUMBER, OTHER], [SOUND_ROW])).toMatchObject([
      { kind: 'FOUND' },
      { kind: 'ABSENT' },
    ]);
    expect(attributeRows([OTHER], [])).toEqual([{ kind: 'ABSENT', number: OTHER }]);
  });

  test('a row that nobody asked for makes missing numbers doubtful, not absent, and leaves found ones alone', () => {
    const stranger = { ...SOUND_ROW, xkzbh: '150302169999' };
    const answers = attributeRows([NUMBER, OTHER], [SOUND_ROW, stranger]);
    expect(answers).toMatchObject([{ kind: 'FOUND' }, { kind: 'BAD' }]);
    expect(attributeRows([OTHER], [{ ...SOUND_ROW, xkzbh: null }])).toMatchObject([{ kind: 'BAD' }]);
  });

  test('a row that is not in the agreed encoding is not believed, nor is anything absent beside it', () => {
    const garbled = { ...SOUND_ROW, dwmc: '\ufffd\ufffdк\ufffd' };
    expect(attributeRows([NUMBER, OTHER], [garbled])).toMatchObject([{ kind: 'BAD' }, { kind: 'BAD' }]);
  });

  test('several versions by renewal are usual; two of the same term are remarked upon', () => {
    const old = { ...SOUND_ROW, xh: '10232', fzrq: '20230601', yxqz: '20250531', zt: 'E' };
    expect(attributeRows([NUMBER], [SOUND_ROW, old])).toMatchObject([
      { record: { status: 'VALID', remarks: [] } },
    ]);
    const twice = { ...SOUND_ROW, xh: '10240', zt: 'B' };
    expect(attributeRows([NUMBER], [SOUND_ROW, twice])).toMatchObject([
      { record: { status: 'SUSPENDED', remarks: [{ code: 'DUPLICATE_ROWS' }] } },
    ]);
  });
});
