const REMEDY = 'or set DATA_DIR to another folder';

/**
 * The data folder cannot serve: unwritable, full, locked or damaged. The message is one line for the person who
 * starts the hub, with the remedy in it; the entry point prints it and ends with a non-zero code.
 */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError';

  /**
   * Puts an error of the file system into words, with what to do about it.
   * @param path where it happened: the data folder or something below it
   */
  static explain(error: unknown, path: string): DataFolderError {
    const code = (error as NodeJS.ErrnoException | null)?.code ?? 'unknown';
    const text = error instanceof Error ? error.message : String(error);
    return new DataFolderError(explanation(code, text, path), { cause: error });
  }
}

function explanation(code: string, text: string, path: string): string {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return `The data folder ${path} cannot be written (${code}). Give ${whoRuns()} the right to write there, ${REMEDY}.`;
    case 'EROFS':
      return `The data folder ${path} is on a read-only file system. Mount it writable, ${REMEDY}.`;
    case 'ENOSPC':
    case 'EDQUOT':
      return `No space is left for the data folder ${path} (${code}). Free some, ${REMEDY}.`;
    case 'ENOTDIR':
    case 'EEXIST':
      return `The data folder ${path} is not a folder (${code}). Move the file that is in its place, ${REMEDY}.`;
    default:
      return `The data folder ${path} cannot be used: ${text.replaceAll('\n', ' ')}. Put that right, ${REMEDY}.`;
  }
}

function whoRuns(): string {
  const uid = process.getuid?.();
  return uid === undefined ? 'this user' : `user ${uid}`;
}
