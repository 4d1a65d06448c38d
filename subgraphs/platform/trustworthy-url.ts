/** Loopback by name or address: what is sent there never leaves this machine. */
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** An address whose answers can be believed: TLS, or this very machine. Null: it is none. */
export function trustworthyUrl(text: unknown): URL | null {
  const url = typeof text === 'string' ? URL.parse(text) : null;
  if (!url || url.username !== '' || url.password !== '') return null;
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
  return isSafe ? url : null;
}
