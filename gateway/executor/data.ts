/** A JSON object as a subgraph answers it. */
export type Data = Record<string, unknown>;

/** An object of composite type; arrays and scalars are none. */
export function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Whether a plain `object[key]` may find what nobody answered: `constructor` is a valid name of a field, and a valid
 * alias. Decided once, when an operation is compiled.
 */
export function isInherited(key: string): boolean {
  return key in Object.prototype;
}

/** What the object itself has under a name, never what it inherits. */
export function own(data: Data, key: string): unknown {
  return Object.hasOwn(data, key) ? data[key] : undefined;
}

/** Writes under any name: assigning to `__proto__` would set the prototype, and with it what other code reads. */
export function define(data: Data, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(data, key, { value, configurable: true, enumerable: true, writable: true });
  } else {
    data[key] = value;
  }
}
