/** A number that only rises. */
export class Tally {
  total = 0;

  add(amount = 1): void {
    this.total += amount;
  }
}

/** How long something took, by upper bounds. */
export class Timing {
  readonly bounds: readonly number[];
  /** One for each bound, and one beyond. */
  readonly counts: Float64Array;
  sum = 0;

  /** @param bounds ascending, seconds */
  constructor(bounds: readonly number[]) {
    this.bounds = bounds;
    this.counts = new Float64Array(bounds.length + 1);
  }

  observe(seconds: number): void {
    const { bounds, counts } = this;
    let position = 0;
    while (position < bounds.length && seconds > (bounds[position] as number)) position += 1;
    counts[position] = (counts[position] as number) + 1;
    this.sum += seconds;
  }
}
