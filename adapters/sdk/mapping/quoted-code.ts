/** A department's code as a remark may repeat it: only one short enough to hold no person's name or number. */
export function quotedCode(code: string): string {
  return /^[0-9A-Za-z]{1,4}$/.test(code) ? `“${code}”` : '';
}
