/**
 * Random choices read off a list of numbers, which fast-check makes and shrinks: a shorter list and smaller numbers
 * give a simpler case, since past the end every choice is the first.
 */
export interface Tape {
  /** From 0 to `count - 1`, 0 the simplest. */
  below(count: number): number;
  /** True in so many of a hundred, never past the end. */
  chance(percent: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** In [0, 1); past the end what makes `randomOperation` write two plain fields and stop. */
  fraction(): number;
}

export function createTape(numbers: readonly number[]): Tape {
  let next = 0;
  const below = (count: number) => (numbers[next++] ?? 0) % Math.max(1, count);
  return {
    below,
    chance: (percent) => below(100) >= 100 - percent,
    fraction: () => (numbers[next++] ?? 29_491) / 65_536,
    pick: (list) => list[below(list.length)] as never,
  };
}

/** The same text gives the same number in [0, 2^32). */
export function hashOf(text: string): number {
  let value = 2_166_136_261;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 16_777_619);
  value ^= value >>> 15;
  value = Math.imul(value, 0x2c1b3c6d);
  return (value ^ (value >>> 13)) >>> 0;
}
