import { setImmediate as nextTurn } from 'node:timers/promises';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/**
 * The rows of a full file in a fraction of their size (a million in some 60 MB): compressed in blocks, found by number
 * through a sorted index. Never changed once packed.
 */
export interface PackedRows {
  readonly count: number;
  /** Rows of a number in the order of the file; none: empty. */
  linesOf(number: number): string[];
  /** Numbers in ascending order, each once, from beyond the given one. */
  numbersAfter(number: number): Generator<number>;
  /** Numbers whose rows differ between the two, ascending: added, changed and gone. */
  differingFrom(other: PackedRows): AsyncGenerator<number>;
  /** All rows, block by block, letting others work in between. */
  blocks(): AsyncGenerator<readonly string[]>;
}

const BLOCK_ROWS = 256;
/** Of a UTF-16 unit in UTF-8. */
const MOST_BYTES_A_CHARACTER = 3;
const ROWS_BETWEEN_TURNS = 20_000;
/** In an index entry of an unsorted file: below the number stands the position. */
const POSITION_BITS = 22n;

/** @param numbers of all rows, at most 2^22 */
export function createRowPacker() {
  let numbers = new Float64Array(1_024);
  /** Of each row, to tell that it changed. */
  let digests = new Float64Array(1_024);
  let count = 0;
  let isSorted = true;
  let block: string[] = [];
  const blocks: Buffer[] = [];

  let input = Buffer.allocUnsafeSlow(1);
  function closeBlock(): void {
    if (block.length === 0) return;
    const text = block.join('\n');
    // Used again and again: a million rows would leave hundreds of megabytes of garbage.
    if (input.length < text.length * MOST_BYTES_A_CHARACTER) {
      input = Buffer.allocUnsafeSlow(text.length * MOST_BYTES_A_CHARACTER);
    }
    const bytes = input.write(text, 'utf8');
    // No level above 1: it is a second of the event loop for each million rows as it is.
    blocks.push(exact(deflateRawSync(input.subarray(0, bytes), { level: 1 })));
    block = [];
  }
  return {
    add(number: number, line: string): void {
      if (count === numbers.length) {
        numbers = grown(numbers);
        digests = grown(digests);
      }
      if (count > 0 && numbers[count - 1]! > number) isSorted = false;
      numbers[count] = number;
      digests[count] = digestOf(line);
      count += 1;
      block.push(line.replaceAll('\n', ' '));
      if (block.length === BLOCK_ROWS) closeBlock();
    },
    finish(): PackedRows {
      closeBlock();
      const order = isSorted ? null : sortedOrder(numbers, count);
      return packedRows({
        numbers: numbers.slice(0, count),
        digests: digests.slice(0, count),
        order,
        blocks,
      });
    },
  };
}

interface Parts {
  numbers: Float64Array;
  digests: Float64Array;
  /** Positions by number; null where the file is in that order. */
  order: Uint32Array | null;
  blocks: readonly Buffer[];
}

function packedRows({ numbers, digests, order, blocks }: Parts): PackedRows & { parts: Parts } {
  const count = numbers.length;
  const positionAt = (rank: number) => (order ? order[rank]! : rank);
  const numberAt = (rank: number) => numbers[positionAt(rank)]!;
  let lastBlock = -1;
  let lastLines: readonly string[] = [];

  function linesOfBlock(index: number): readonly string[] {
    if (index !== lastBlock) {
      lastLines = inflateRawSync(blocks[index]!).toString('utf8').split('\n');
      lastBlock = index;
    }
    return lastLines;
  }
  function lineAt(rank: number): string {
    const position = positionAt(rank);
    return linesOfBlock(Math.floor(position / BLOCK_ROWS))[position % BLOCK_ROWS]!;
  }
  /** First rank whose number is not below. */
  function firstRank(number: number): number {
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (numberAt(middle) < number) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    count,
    parts: { numbers, digests, order, blocks },
    linesOf(number) {
      const lines: string[] = [];
      for (let rank = firstRank(number); rank < count && numberAt(rank) === number; rank += 1) {
        lines.push(lineAt(rank));
      }
      return lines;
    },
    *numbersAfter(number) {
      let last = number;
      for (let rank = firstRank(number); rank < count; rank += 1) {
        const next = numberAt(rank);
        if (next > last) yield next;
        last = next;
      }
    },
    differingFrom: (other) => differences({ numbers, digests, order, blocks }, other),
    async *blocks() {
      for (let index = 0; index < blocks.length; index += 1) {
        yield linesOfBlock(index);
        if (index % 16 === 15) await nextTurn();
      }
    },
  };
}

async function* differences(mine: Parts, other: PackedRows): AsyncGenerator<number> {
  const a = walker(mine);
  const b = walker((other as ReturnType<typeof packedRows>).parts);
  let left = a();
  let right = b();
  for (let seen = 1; left !== null || right !== null; seen += 1) {
    if (seen % ROWS_BETWEEN_TURNS === 0) await nextTurn();
    if (right === null || (left !== null && left.number < right.number)) {
      yield left!.number;
      left = a();
    } else if (left === null || right.number < left.number) {
      yield right.number;
      right = b();
    } else {
      if (left.digest !== right.digest) yield left.number;
      left = a();
      right = b();
    }
  }
}

/** Number by number, ascending, with one digest of all rows of the number. */
function walker({
  numbers,
  digests,
  order,
}: Parts): () => { number: number; digest: number | string } | null {
  let rank = 0;
  const positionAt = (at: number) => (order ? order[at]! : at);
  return () => {
    if (rank === numbers.length) return null;
    const position = positionAt(rank);
    const number = numbers[position]!;
    let digest: number | string = digests[position]!;
    for (rank += 1; rank < numbers.length && numbers[positionAt(rank)] === number; rank += 1) {
      digest = `${digest} ${digests[positionAt(rank)]}`;
    }
    return { number, digest };
  };
}

/**
 * 53 bits of a text, by two multiplicative hashes (after FNV-1a). Nobody can gain by two rows of one digest: both are
 * signed by the bureau. A cryptographic one would cost a buffer for each of a million rows.
 */
function digestOf(text: string): number {
  let low = 0x811c9dc5;
  let high = 0x1b873593;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x85ebca6b) ^ (low >>> 15);
  }
  return (high >>> 11) * 2 ** 32 + (low >>> 0);
}

/** Sorted by the machine, not by a comparison in JavaScript: a million in a tenth of a second. */
function sortedOrder(numbers: Float64Array, count: number): Uint32Array {
  const entries = new BigUint64Array(count);
  for (let at = 0; at < count; at += 1) entries[at] = (BigInt(numbers[at]!) << POSITION_BITS) | BigInt(at);
  entries.sort();
  const mask = (1n << POSITION_BITS) - 1n;
  return Uint32Array.from(entries, (entry) => Number(entry & mask));
}

function grown(array: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(array.length * 2);
  larger.set(array);
  return larger;
}

/** Without the room that the compressor left around it. */
function exact(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(copy);
  return copy;
}
