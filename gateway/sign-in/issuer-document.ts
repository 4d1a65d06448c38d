import { trustworthyUrl } from '../../subgraphs/platform/trustworthy-url.ts';

const WITHIN_MS = 2_000;
const MOST_BYTES = 256 * 1024;

/**
 * A JSON object that an issuer publishes. No redirect is followed (an issuer's proxy could send the hub to an internal
 * address), and no more is read than such a document may have.
 * @throws Error that says what is wrong with it, for the log
 */
export async function fetchIssuerDocument(url: URL): Promise<Record<string, unknown>> {
  const response = await fetch(url, {
    redirect: 'error',
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(WITHIN_MS),
  });
  if (response.status !== 200 || !response.body) throw new Error(`${url.href} answered ${response.status}`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new Error(`${url.href} answered with more than ${MOST_BYTES} bytes`);
    chunks.push(chunk);
  }
  const value: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`${url.href} answered with no object`);
  }
  return value as Record<string, unknown>;
}

/**
 * Where an issuer publishes its keys (OpenID Connect Discovery 1.0, 4). @throws Error also where the document is another
 * issuer's (4.3): else whoever can place a document could pass for it
 */
export async function discoverKeys(issuer: string): Promise<URL> {
  const url = new URL(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  const { issuer: named, jwks_uri: keys } = await fetchIssuerDocument(url);
  if (named !== issuer) throw new Error(`${url.href} is the document of another issuer: ${String(named)}`);
  const found = trustworthyUrl(keys);
  if (!found) throw new Error(`${url.href}: jwks_uri is neither https nor on this machine`);
  return found;
}
