import { readFileName, type ExchangeFile } from './file-name.ts';
import { OK_SUFFIX, SIGNATURE_SUFFIX } from './sealed-file.ts';
import type { RemoteEntry } from './sftp-session.ts';

/** A file that the bureau has finished: its `.ok` exists. */
export interface OfferedFile extends ExchangeFile {
  /** Changes whenever the file or what is beside it is written again. */
  stamp: string;
}

/** The finished files of each region by sequence; whatever has another name, or no `.ok` yet, is not there. */
export function offeredFiles(entries: readonly RemoteEntry[]): Map<string, OfferedFile[]> {
  const byName = new Map(entries.filter(({ isFile }) => isFile).map((entry) => [entry.name, entry]));
  const files: OfferedFile[] = [];
  for (const { name } of byName.values()) {
    const file = readFileName(name);
    if (!file || !byName.has(name + OK_SUFFIX)) continue;
    const parts = [name, name + OK_SUFFIX, name + SIGNATURE_SUFFIX].map((each) => byName.get(each));
    const stamp = parts.map((part) => `${part?.bytes}@${part?.modifiedAt}`).join(' ');
    files.push({ ...file, stamp });
  }
  files.sort((a, b) => a.sequence - b.sequence || (a.name < b.name ? -1 : 1));
  return Map.groupBy(files, ({ region }) => region);
}
