import { expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { RefusedFile } from '../../../../adapters/tobacco/files/refused-file.ts';
import { readSignedFrame, type FrameExpectation } from '../../../../adapters/tobacco/files/signed-frame.ts';
import { createSm2Signer, createSm2Verifier, generateSm2KeyPair } from '../../../../subgraphs/domain/sm2.ts';

const FOLDER = new URL('../../../fixtures/tobacco/', import.meta.url);
const NAME = 'YC_LIC_150302_20261119_FULL_0001.txt';
const sample = readFileSync(new URL(NAME, FOLDER));
const [size, digest] = readFileSync(new URL(`${NAME}.ok`, FOLDER), 'utf8')
  .trim()
  .split(' ');
const bureau = createSm2Signer(generateSm2KeyPair().privateKey);
const verifier = createSm2Verifier(bureau.publicKey);

const EXPECTED: FrameExpectation = {
  header: 'H|YCZM|150302|FULL|20261119|0001|GB18030',
  bytes: Number(size),
  sm3: String(digest),
  signature: bureau.sign(sample, 'base64'),
  verifier,
};

async function* cutAt(content: Buffer, cuts: readonly number[]): AsyncGenerator<Buffer> {
  const edges = [0, ...cuts.map((cut) => cut % (content.length + 1)).sort((a, b) => a - b), content.length];
  for (let at = 1; at < edges.length; at += 1)
    yield await Promise.resolve(content.subarray(edges[at - 1], edges[at]));
}

async function read(content: Buffer, cuts: readonly number[], changes: Partial<FrameExpectation> = {}) {
  const rows: string[] = [];
  await readSignedFrame(cutAt(content, cuts), { ...EXPECTED, ...changes }, (row) => rows.push(row));
  return rows;
}

test('the vendor’s sample is read, wherever the bytes are cut: inside a character, a line end, the trailer', async () => {
  const whole = await read(sample, []);
  expect(whole).toHaveLength(2);
  expect(whole[0]).toContain('乌海市海勃湾区老街坊饭庄');
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: sample.length })), async (cuts) => {
      expect(await read(sample, cuts)).toEqual(whole);
    }),
    { numRuns: 200 },
  );
});

test('no beginning of a file is a file, also under a seal of its own', async () => {
  for (let length = 0; length < sample.length; length += 1) {
    const half = sample.subarray(0, length);
    const seal = {
      bytes: length,
      sm3: createHash('sm3').update(half).digest('hex'),
      signature: '',
      // What only the frame itself can tell.
      verifier: { ...verifier, begin: () => ({ update: () => undefined, verify: () => true }) },
    };
    await expect(read(half, [], seal)).rejects.toThrow(RefusedFile);
  }
});

test('a single other byte is seen, wherever it stands', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: sample.length - 1 }),
      fc.integer({ min: 1, max: 255 }),
      async (at, flip) => {
        const other = Buffer.from(sample);
        other[at]! ^= flip;
        await expect(read(other, [])).rejects.toThrow(RefusedFile);
      },
    ),
    { numRuns: 100 },
  );
});

test('the bureau’s signature is asked for even where both digests are right', async () => {
  const stranger = createSm2Signer(generateSm2KeyPair().privateKey);
  await expect(read(sample, [], { signature: stranger.sign(sample, 'base64') })).rejects.toThrow('signature');
  await expect(read(sample, [], { signature: '' })).rejects.toThrow('signature');
});
