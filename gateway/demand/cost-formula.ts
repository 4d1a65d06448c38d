export type Variables = Readonly<Record<string, unknown>>;

/** A cost: a number, or what to make of an operation's variables. @param mostRows rows of the largest page served */
export type CostFormula = number | ((variables: Variables, mostRows: number) => number);

export const NO_COST: CostFormula = 0;

export function evaluate(cost: CostFormula, variables: Variables, mostRows: number): number {
  return typeof cost === 'number' ? cost : cost(variables, mostRows);
}

export function plus(a: CostFormula, b: CostFormula): CostFormula {
  if (a === 0) return b;
  if (b === 0) return a;
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  return (variables, mostRows) => evaluate(a, variables, mostRows) + evaluate(b, variables, mostRows);
}

export function times(size: CostFormula, cost: CostFormula): CostFormula {
  if (cost === 0 || size === 0) return 0;
  if (size === 1) return cost;
  if (typeof size === 'number' && typeof cost === 'number') return size * cost;
  return (variables, mostRows) => evaluate(size, variables, mostRows) * evaluate(cost, variables, mostRows);
}

export function greatest(sizes: readonly CostFormula[]): CostFormula {
  const [first = 0, ...others] = sizes;
  if (others.length === 0) return first;
  return (variables, mostRows) => Math.max(...sizes.map((size) => evaluate(size, variables, mostRows)));
}

/** The cost where a boolean variable is as wanted; also where it is neither true nor false, to be on the safe side. */
export function when(variable: string, wanted: boolean, cost: CostFormula): CostFormula {
  if (cost === 0) return 0;
  return (variables, mostRows) => (variables[variable] === !wanted ? 0 : evaluate(cost, variables, mostRows));
}
