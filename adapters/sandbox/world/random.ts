/** A stream of choices that depends on its seed alone, so that a world can be made again anywhere. */
export interface Random {
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  /** @param share probability, 0 to 1 */
  chance(share: number): boolean;
  pick<T>(list: readonly T[]): T;
  shuffled<T>(list: readonly T[]): T[];
}

/**
 * Built on mulberry32 (Tommy Ettinger's 32-bit generator, public domain): small, and the same on every platform.
 * For demo data only; nothing secret may come from it.
 */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  function fraction(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  function between(least: number, most: number): number {
    return least + Math.floor(fraction() * (most - least + 1));
  }
  function pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new RangeError('nothing to pick from an empty list');
    return list[between(0, list.length - 1)]!;
  }
  return {
    between,
    pick,
    chance: (share) => fraction() < share,
    shuffled(list) {
      const copy = [...list];
      for (let last = copy.length - 1; last > 0; last -= 1) {
        const other = between(0, last);
        [copy[last], copy[other]] = [copy[other]!, copy[last]!];
      }
      return copy;
    },
  };
}
