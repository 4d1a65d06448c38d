import type { DepartmentClient } from '../sdk/contract.ts';
import { createFileClient, type FileClientOptions } from './files/file-client.ts';
import { createRelayClient, type RelayClientOptions } from './relay-client.ts';

export interface TobaccoClientOptions {
  /** Null: the city has no live relay. */
  relay: RelayClientOptions | null;
  /** Null: the bureau serves no files; nothing is known of what changed. */
  files: Omit<FileClientOptions, 'isAlone'> | null;
}

/**
 * The bureau by whatever it offers. Where there is a relay it alone answers reads, live, and the files say what
 * changed; without it the files answer, as of when they were written.
 */
export function createTobaccoClient({ relay, files }: TobaccoClientOptions): DepartmentClient {
  const fileClient = files && createFileClient({ ...files, isAlone: relay === null });
  if (relay === null) {
    if (fileClient === null) throw new RangeError('tobacco: neither a relay nor files');
    return fileClient;
  }
  const relayClient = createRelayClient(relay);
  if (fileClient === null) return relayClient;
  return {
    ...relayClient,
    changes: (after, call) => fileClient.changes(after, call),
    async close() {
      await Promise.all([relayClient.close(), fileClient.close()]);
    },
  };
}
