import { pino } from 'pino';
import { configuration } from '../../../adapters/tobacco/configuration.ts';
import { createFileClient, type FileClientOptions } from '../../../adapters/tobacco/files/file-client.ts';
import type { ReadAnswer } from '../../../adapters/sdk/contract.ts';
import { call } from '../../support/call-context.ts';

export interface FileLog {
  level: number;
  alarm?: string;
  file?: string;
  problem?: string;
  line?: number;
}

/** A client of files that looks for them when it is asked for changes, and what it logged. */
export function openFiles(
  connection: Readonly<Record<string, string>>,
  changes: Partial<FileClientOptions> = {},
) {
  const logged: FileLog[] = [];
  const log = pino(
    { level: 'debug' },
    { write: (line: string) => void logged.push(JSON.parse(line) as FileLog) },
  );
  const settings = configuration.parse({ ...connection, TOBACCO_RELAY_URL: 'none' });
  const client = createFileClient({
    address: settings.TOBACCO_SFTP_URL!,
    sshKey: settings.TOBACCO_SFTP_KEY!,
    hostKeys: settings.TOBACCO_SFTP_HOST_KEY!,
    privateKey: settings.TOBACCO_PRIVATE_KEY,
    bureauPublicKey: settings.TOBACCO_PUBLIC_KEY,
    regions: settings.TOBACCO_REGIONS,
    isAlone: false,
    log,
    ...changes,
  });
  return {
    client,
    logged,
    /** Looks for files once. */
    sync: () => client.changes(null, call(20_000)).then(() => undefined),
    alarms: () =>
      logged.filter(({ alarm }) => alarm !== undefined).map(({ file, problem }) => `${file}: ${problem}`),
    async statusOf(number: string): Promise<string | null> {
      const [answer] = await client.read([number], call());
      return answer?.kind === 'BATCH' ? (answer.record?.status ?? null) : `${answer?.kind}`;
    },
    async answerFor(number: string): Promise<ReadAnswer> {
      return (await client.read([number], call()))[0]!;
    },
  };
}
