/**
 * Numbers from 0 to 1 from a seed that is printed, so that a failure can be repeated with `TEST_SEED`. The generator is
 * mulberry32.
 */
export function seededRandom(): () => number {
  const seed = Number(process.env.TEST_SEED ?? Date.now() % 2 ** 32);
  console.log(`TEST_SEED=${seed}`);
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
