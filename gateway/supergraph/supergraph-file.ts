import { readFileSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { Logger } from '../../subgraphs/platform/logger.ts';

/** What is served, for whoever operates the hub. */
export interface SupergraphState {
  /** When the supergraph that is served was taken up. */
  since: string;
  /** Supergraphs taken up since the start. */
  reloads: number;
  /** Why the file as it is now is not served; null: it is. */
  refused: string | null;
}

export interface WatchedSupergraph {
  readonly state: SupergraphState;
  close(): void;
}

export interface SupergraphFileOptions {
  file: string | URL;
  /** What the gateway was opened with. */
  served: string;
  /** @throws Error where the supergraph cannot be served: the last good one stays */
  apply(supergraphSdl: string): Promise<void>;
  log: Logger;
  /** How often the file is looked at, milliseconds. */
  everyMs?: number;
}

/**
 * By looking, not by `fs.watch`: its events do not come from network file systems and are lost when the file, or a
 * folder above it, is replaced. A look is one system call.
 */
const LOOK_EVERY_MS = 100;

/** @param named how the operator named the file. @throws Error of one line with the remedy */
export function readSupergraphFile(file: string | URL, named = 'SUPERGRAPH_FILE'): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(
      `${named} ${String(file)} cannot be read (${(error as NodeJS.ErrnoException).code}); name a supergraph file, as npm run compose writes one.`,
      { cause: error },
    );
  }
}

/**
 * Follows the supergraph file, written in place or replaced. A change counts once two looks have found the file the
 * same, so that one which is still being written is left alone; a bad file is told once and the last good one kept.
 */
export function watchSupergraphFile(options: SupergraphFileOptions): WatchedSupergraph {
  const { file, apply, log, everyMs = LOOK_EVERY_MS } = options;
  const state: SupergraphState = { since: new Date().toISOString(), reloads: 0, refused: null };
  let { served } = options;
  /** As the last look found the file, and as it was when it was last read. */
  let seen = '';
  let read = '';
  let isClosed = false;
  let timer = later();

  /** Never keeps the process alive by itself. */
  function later(): NodeJS.Timeout {
    return setTimeout(() => void look(), everyMs).unref();
  }

  async function look(): Promise<void> {
    const before = seen;
    seen = '';
    try {
      seen = await markOf(file);
      if (seen === before && seen !== read) {
        read = seen;
        await takeUp(await readFile(file, 'utf8'));
      }
    } catch (error) {
      // A file that was away is read again, even if it comes back as it was.
      if (seen === '') read = '';
      refuse(error as Error);
    }
    if (!isClosed) timer = later();
  }

  async function takeUp(supergraphSdl: string): Promise<void> {
    if (supergraphSdl !== served) {
      const from = performance.now();
      await apply(supergraphSdl);
      served = supergraphSdl;
      state.since = new Date().toISOString();
      state.reloads += 1;
      log.info({ tookMs: Math.round(performance.now() - from) }, 'supergraph reloaded');
    }
    state.refused = null;
  }

  function refuse({ message }: Error): void {
    const reason = message.split('\n')[0] ?? '';
    if (reason === state.refused) return;
    state.refused = reason;
    log.error({ file: String(file), reason }, 'supergraph refused; the last good one is served');
  }

  return {
    state,
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}

/** Another file, or the same one written to, has another mark. */
async function markOf(file: string | URL): Promise<string> {
  const { dev, ino, size, mtimeNs } = await stat(file, { bigint: true });
  return `${dev}:${ino}:${size}:${mtimeNs}`;
}
