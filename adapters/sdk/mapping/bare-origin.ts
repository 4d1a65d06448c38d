/**
 * Whether a configured address is http(s) scheme, host and port alone. No path: the one that is called is the
 * protocol's. No password: it would end up in logs.
 */
export function isBareOrigin(text: string): boolean {
  const url = URL.parse(text);
  return (
    url !== null && (url.protocol === 'https:' || url.protocol === 'http:') && `${url.origin}/` === url.href
  );
}
