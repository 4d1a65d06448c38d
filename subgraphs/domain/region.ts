/**
 * The prefix that all codes of a region share (GB/T 2260: province, city, county as pairs of digits): the code
 * without its trailing `00` pairs. `410200` covers `410204`; `140000` covers `140105`.
 *
 * `000000` and the empty code give the empty prefix, which every code begins with: whoever limits a remit by it must
 * refuse it first.
 */
export function regionPrefix(code: string): string {
  return code.replace(/(?:00)+$/, '');
}
