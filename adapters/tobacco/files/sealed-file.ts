import type { Sm2Verifier } from '../../../subgraphs/domain/sm2.ts';
import { RefusedFile } from './refused-file.ts';
import type { SftpSession } from './sftp-session.ts';
import { readSignedFrame, type RowTaker } from './signed-frame.ts';

/** What the bureau says of a file beside it: `NAME.ok` (`bytes sm3`) and `NAME.sig`. */
export interface FileSeal {
  bytes: number;
  sm3: string;
  signature: string;
}

const OK = /^(\d{1,12}) ([0-9a-f]{64})\s*$/;
const MOST_OK_BYTES = 128;
const MOST_SIGNATURE_BYTES = 512;

/** Suffixes of the files beside a file. */
export const OK_SUFFIX = '.ok';
export const SIGNATURE_SUFFIX = '.sig';

/** @param path of the file whose `.ok` exists @throws RefusedFile where what is beside it says nothing */
export async function readSeal(session: SftpSession, path: string): Promise<FileSeal> {
  const ok = await session.readSmall(path + OK_SUFFIX, MOST_OK_BYTES);
  const [, bytes, sm3] = OK.exec(ok?.toString('latin1') ?? '') ?? [];
  if (sm3 === undefined) throw new RefusedFile('its .ok says no size and SM3');
  const signature = await session.readSmall(path + SIGNATURE_SUFFIX, MOST_SIGNATURE_BYTES);
  if (signature === null) throw new RefusedFile('no .sig beside it');
  return { bytes: Number(bytes), sm3, signature: signature.toString('latin1').trim() };
}

export interface SealedFileOptions {
  path: string;
  seal: FileSeal;
  header: string;
  mostBytes: number;
  verifier: Sm2Verifier;
  take: RowTaker;
}

/**
 * Reads a file against its seal. @returns when it was last written, milliseconds since 1970
 * @throws RefusedFile: then whatever `take` was given is to be thrown away
 */
export async function readSealedFile(session: SftpSession, options: SealedFileOptions): Promise<number> {
  const { path, seal, header, mostBytes, verifier, take } = options;
  const entry = await session.look(path);
  if (entry === null) throw new RefusedFile('gone');
  // A link could lead anywhere on the server.
  if (!entry.isFile) throw new RefusedFile('a link or a folder, no file');
  if (seal.bytes > mostBytes) throw new RefusedFile(`more than ${mostBytes} bytes`);
  if (entry.bytes !== seal.bytes) throw new RefusedFile('another size than .ok says');
  await readSignedFrame(session.read(path, seal.bytes), { header, ...seal, verifier }, take);
  return entry.modifiedAt;
}
