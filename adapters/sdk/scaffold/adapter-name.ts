/** A GraphQL enum value, a folder and the beginning of environment variables at once; so it is plain. */
const NAME = /^[a-z][a-z0-9]{1,23}$/;

/** Roles and folders of the hub, words of GraphQL, and `sub`, whose `SubPermit` is the interface of all permits. */
const TAKEN: ReadonlySet<string> = new Set([
  ...['sdk', 'sandbox', 'specimen', 'gateway', 'issuance', 'applications', 'inspections', 'worker', 'hub'],
  ...['true', 'false', 'null', 'sub'],
]);

/** What is wrong with a name for an adapter, and what to do; null where nothing is. */
export function problemOfName(name: string): string | null {
  if (!NAME.test(name)) {
    return `"${name}" cannot be an adapter's name: use 2 to 24 lower-case letters and digits, a letter first, e.g. water.`;
  }
  return TAKEN.has(name) ? `"${name}" is taken by the hub itself; choose another name, e.g. water.` : null;
}

/** `water` → `Water`, as in `WaterPermit`. */
export function capitalised(name: string): string {
  return `${name[0]!.toUpperCase()}${name.slice(1)}`;
}
