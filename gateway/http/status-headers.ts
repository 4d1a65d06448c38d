const HEADERS: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  // RFC 9110, 15.5.2
  401: { 'www-authenticate': 'Bearer' },
  // Parts of the hub that are away are looked for again every second.
  503: { 'retry-after': '1' },
};

/**
 * Headers that a response of this status must not come without.
 * @param retryAfter seconds, where the error itself says them
 */
export function statusHeaders(status: number, retryAfter?: unknown): Readonly<Record<string, string>> {
  if (status === 429 && typeof retryAfter === 'number') return { 'retry-after': String(retryAfter) };
  return HEADERS[status] ?? {};
}
