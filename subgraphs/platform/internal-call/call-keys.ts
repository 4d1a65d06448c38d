const LEAST_SECRET_BYTES = 32;

/** Secrets that two roles share, by key id; the first signs, all verify (so that keys can be changed in turn). */
export interface CallKeys {
  readonly current: { id: string; secret: Buffer };
  secretOf(id: string): Buffer | undefined;
}

/**
 * Reads `ID:SECRET[,ID:SECRET…]`, secrets base64url of 32 bytes or more.
 * @param variable that holds it, for messages
 * @throws Error that says what is wrong, never the secret
 */
export function readCallKeys(text: string, variable = 'INTERNAL_KEYS'): CallKeys {
  const keys = text.split(',').map((part, position) => {
    const [id, secret, ...rest] = part.trim().split(':');
    const bytes = Buffer.from(secret ?? '', 'base64url');
    if (!id || !/^[\w.-]+$/.test(id) || rest.length > 0 || bytes.length < LEAST_SECRET_BYTES) {
      throw new Error(
        `${variable}: key ${position + 1} must read ID:SECRET, the secret base64url of ${LEAST_SECRET_BYTES} bytes or more.`,
      );
    }
    return { id, secret: bytes };
  });
  const byId = new Map(keys.map(({ id, secret }) => [id, secret]));
  const [current] = keys;
  if (!current || byId.size < keys.length) {
    throw new Error(`${variable}: two keys have the same id; give each an id of its own.`);
  }
  return { current, secretOf: (id) => byId.get(id) };
}
