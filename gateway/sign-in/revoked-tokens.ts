import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import type { Logger } from '../../subgraphs/platform/logger.ts';

/** What is told of tokens by their claims. */
export interface TokenIdentity {
  iss?: string | undefined;
  jti?: string | undefined;
  /** Session, as OpenID Connect issuers name it. */
  sid?: string | undefined;
  sub?: string | undefined;
  /** Seconds since 1970. */
  iat?: number | undefined;
}

/** A line of the file: one token, one session, or all tokens of a subject that were issued until then. */
export type Revocation =
  | { jti: string; until: number }
  | { sid: string; until: number }
  | { sub: string; at: number; until: number };

export interface RevokedTokens {
  isRevoked(token: TokenIdentity): boolean;
  /** Told whenever the list has changed. */
  onChange(listener: () => void): void;
  close(): void;
}

/** A change is known so much later at most, milliseconds. */
const LOOK_EVERY_MS = 2_000;

/**
 * The deny list of tokens: a file of JSON lines that the processes of a host share. It is bounded by the life of tokens:
 * whatever is over a day old is refused anyway, so no line has to outlive one.
 */
export function watchRevokedTokens(file: string, log: Logger): RevokedTokens {
  let list = readList(file) ?? emptyList();
  const listeners = new Set<() => void>();
  const look = () => {
    const read = readList(file, log);
    // One that cannot be read must not bring revoked tokens back.
    if (!read) return;
    list = read;
    for (const listener of listeners) listener();
  };
  watchFile(file, { interval: LOOK_EVERY_MS, persistent: false }, look);
  return {
    isRevoked: ({ jti, sid, sub, iat = 0 }) =>
      (jti !== undefined && list.jti.has(jti)) ||
      (sid !== undefined && list.sid.has(sid)) ||
      (sub !== undefined && iat <= (list.sub.get(sub) ?? -Infinity)),
    onChange: (listener) => void listeners.add(listener),
    close: () => unwatchFile(file, look),
  };
}

interface List {
  jti: Set<string>;
  sid: Set<string>;
  /** Issued up to this moment, seconds. */
  sub: Map<string, number>;
}

function emptyList(): List {
  return { jti: new Set(), sid: new Set(), sub: new Map() };
}

/** @throws Error where it cannot be read and there is no log to say so */
function readList(file: string, log?: Logger): List | null {
  try {
    const list = emptyList();
    for (const revocation of readRevocations(readFileSync(file, 'utf8'))) {
      if ('jti' in revocation) list.jti.add(revocation.jti);
      else if ('sid' in revocation) list.sid.add(revocation.sid);
      else list.sub.set(revocation.sub, Math.max(revocation.at, list.sub.get(revocation.sub) ?? 0));
    }
    return list;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return emptyList();
    if (!log)
      throw new Error(`REVOKED_TOKENS_FILE ${file} cannot be read: ${(error as Error).message}.`, {
        cause: error,
      });
    log.error({ err: error }, 'revoked tokens not read again; those known stay revoked');
    return null;
  }
}

/** What of a list still matters; a line that is none is left aside. @param now seconds since 1970 */
export function readRevocations(text: string, now = Date.now() / 1_000): Revocation[] {
  return text.split('\n').flatMap((line): Revocation[] => {
    try {
      const value = JSON.parse(line) as Partial<Record<'jti' | 'sid' | 'sub', unknown>> & {
        until?: unknown;
        at?: unknown;
      };
      const { until, at } = value;
      if (typeof until !== 'number' || until <= now) return [];
      if (typeof value.jti === 'string') return [{ jti: value.jti, until }];
      if (typeof value.sid === 'string') return [{ sid: value.sid, until }];
      return typeof value.sub === 'string' && typeof at === 'number' ? [{ sub: value.sub, at, until }] : [];
    } catch {
      return [];
    }
  });
}
