import { define, isData, own, type Data } from './data.ts';

/**
 * Merges a later answer into an earlier one, in place: objects deeply, lists of one length element by element, and
 * for anything else the later value wins, null too; what the later answer does not mention stays. Parts of `source`
 * may become parts of `target`.
 */
export function deepMerge(target: Data, source: Data): void {
  for (const key of Object.keys(source)) {
    const incoming = source[key];
    if (incoming === undefined) continue;
    if (typeof incoming !== 'object' || incoming === null) {
      define(target, key, incoming);
      continue;
    }
    const present = own(target, key);
    // Equal representations share their answer, so an object may meet itself.
    if (present === incoming || mergesInto(present, incoming)) continue;
    define(target, key, incoming);
  }
}

/** Whether the two are of one kind, so that the later has gone into the earlier. */
function mergesInto(present: unknown, incoming: object): boolean {
  if (Array.isArray(incoming)) {
    if (!Array.isArray(present) || present.length !== incoming.length) return false;
    for (let i = 0; i < incoming.length; i += 1) {
      const element: unknown = incoming[i];
      const isMerged =
        typeof element === 'object' &&
        element !== null &&
        (present[i] === element || mergesInto(present[i], element));
      if (!isMerged) present[i] = element;
    }
    return true;
  }
  if (!isData(present)) return false;
  deepMerge(present, incoming as Data);
  return true;
}
