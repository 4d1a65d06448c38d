import { createHash } from 'node:crypto';
import type { Sm2Verifier } from '../../../subgraphs/domain/sm2.ts';
import { RefusedFile } from './refused-file.ts';

/** What must be true of a file before anything in it is believed. */
export interface FrameExpectation {
  /** Its first line, without line end. */
  header: string;
  bytes: number;
  /** Of all its bytes, lower-case hex. */
  sm3: string;
  /** Over all its bytes: DER in base64. */
  signature: string;
  verifier: Sm2Verifier;
}

/** `number` of the line in the file; the header is line 1. */
export type RowTaker = (line: string, number: number) => void;

const MOST_ROWS = 2_000_000;
const LONGEST_LINE = 4_000;
/** The trailer is at most 1 + 1 + 9 + 1 + 64 + 2 bytes. */
const KEPT_BACK = 96;
const TRAILER_START = Buffer.from('\r\nT|', 'latin1');
const TRAILER = /^T\|(\d{6,9})\|([0-9a-f]{64})\r\n$/;

/**
 * Reads a file of the bureau as it arrives, in little memory (a piece may be overwritten once the next is asked for): header, rows, trailer with count and SM3 of what is
 * before it; GB18030, CRLF. Rows are handed out before all is checked, so the taker keeps them apart until this has
 * returned. That a text decodes proves nothing (one cut in its ASCII tail decodes cleanly): count, both SM3 and the
 * signature must agree.
 * @returns rows @throws RefusedFile
 */
export async function readSignedFrame(
  pieces: AsyncIterable<Uint8Array>,
  expected: FrameExpectation,
  take: RowTaker,
): Promise<number> {
  const whole = createHash('sm3');
  const beforeTrailer = createHash('sm3');
  const signed = expected.verifier.begin();
  const lines = createLineReader(expected.header, take);
  let bytes = 0;
  let kept: Buffer = Buffer.alloc(0);

  function pass(content: Uint8Array): void {
    beforeTrailer.update(content);
    lines.add(content);
  }
  for await (const piece of pieces) {
    bytes += piece.length;
    if (bytes > expected.bytes) throw new RefusedFile('more bytes than .ok says');
    whole.update(piece);
    signed.update(piece);
    // Only the little that may be the trailer is copied: the pieces' memory is used again, and garbage is memory too.
    if (piece.length >= KEPT_BACK) {
      pass(kept);
      pass(piece.subarray(0, piece.length - KEPT_BACK));
      kept = Buffer.from(piece.subarray(piece.length - KEPT_BACK));
    } else {
      const together = Buffer.concat([kept, piece]);
      const ready = Math.max(0, together.length - KEPT_BACK);
      pass(together.subarray(0, ready));
      kept = together.subarray(ready);
    }
  }
  if (bytes !== expected.bytes) throw new RefusedFile('fewer bytes than .ok says');
  if (whole.digest('hex') !== expected.sm3) throw new RefusedFile('another SM3 than .ok says');
  if (!signed.verify(expected.signature)) throw new RefusedFile('the signature is not the bureau’s');

  // Found in the bytes: CR and LF never stand inside a character of GB18030 (a pipe does, as a second byte).
  const trailerAt = kept.lastIndexOf(TRAILER_START) + TRAILER_START.indexOf('T');
  const [, count, digest] = TRAILER.exec(kept.toString('latin1', Math.max(0, trailerAt))) ?? [];
  if (digest === undefined || trailerAt < TRAILER_START.indexOf('T')) throw new RefusedFile('no trailer');
  pass(kept.subarray(0, trailerAt));
  const rows = lines.end();
  if (beforeTrailer.digest('hex') !== digest) throw new RefusedFile('another SM3 than its trailer says');
  if (rows !== Number(count)) throw new RefusedFile(`${rows} rows, its trailer says ${Number(count)}`);
  return rows;
}

/** Lines out of bytes that are cut anywhere, inside a character too. */
function createLineReader(header: string, take: RowTaker) {
  const gb18030 = new TextDecoder('gb18030', { fatal: true });
  let utf8: TextDecoder | null = new TextDecoder('utf-8', { fatal: true });
  let hasMore = false;
  let rest = '';
  let line = 0;

  function read(text: string): void {
    const lines = (rest + text).split('\r\n');
    rest = lines.pop()!;
    if (rest.length > LONGEST_LINE) throw new RefusedFile('a line without end');
    for (const content of lines) {
      line += 1;
      if (line > 1) take(content, line);
      else if (content !== header) throw new RefusedFile('its header is not that of its name');
    }
    if (line > MOST_ROWS + 1) throw new RefusedFile(`more than ${MOST_ROWS} rows`);
  }
  /** Most UTF-8 decodes as GB18030, into nonsense; no GB18030 text of some length is UTF-8. */
  function looksLikeUtf8(content: Uint8Array): void {
    try {
      const text = utf8!.decode(content, { stream: true });
      hasMore ||= text.length !== content.length;
    } catch {
      utf8 = null;
    }
  }
  return {
    add(content: Uint8Array): void {
      if (utf8) looksLikeUtf8(content);
      let text: string;
      try {
        text = gb18030.decode(content, { stream: true });
      } catch {
        throw new RefusedFile('not GB18030');
      }
      read(text);
    },
    /** @returns rows, without the header */
    end(): number {
      try {
        rest += gb18030.decode();
      } catch {
        throw new RefusedFile('not GB18030');
      }
      if (utf8 && hasMore) throw new RefusedFile('UTF-8 instead of GB18030');
      if (line === 0 || rest !== '') throw new RefusedFile('its last row has no end');
      return line - 1;
    },
  };
}
