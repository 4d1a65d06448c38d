/**
 * The half-open range of region codes that begin with a prefix, for an index in byte order (column collation "C":
 * ':' follows '9'). Null: no restriction.
 */
export function regionRange(prefix: string | null): { from: string; to: string } | null {
  return prefix === null ? null : { from: prefix, to: `${prefix}:` };
}
