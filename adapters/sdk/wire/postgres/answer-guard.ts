/** What came from the server is no PostgreSQL answer, or one too large to be meant. */
export class BrokenAnswer extends Error {
  override readonly name = 'BrokenAnswer';
}

/** One answer may have this many bytes in all; fifty permits have about twenty thousand. */
const MOST_ANSWER_BYTES = 2 * 1024 * 1024;
const HEADER_BYTES = 5;

/** Messages that a reader of a view can meet: authentication, settings, rows, errors, notices. No COPY. */
const EXPECTED = new Set(Array.from('RKSvTDCZ123EnNtsIA', (type) => type.charCodeAt(0)));

/**
 * Checks the framing of what a server sends before the driver sees it. The driver takes any first byte and any length:
 * an HTML page reads as one message of a gigabyte, for which it would wait until the budget is spent, and keep every
 * byte.
 */
export class AnswerGuard {
  /** Bytes since the last `beginAnswer`. */
  received = 0;
  readonly #header = Buffer.alloc(HEADER_BYTES);
  #headerBytes = 0;
  #bodyLeft = 0;

  beginAnswer(): void {
    this.received = 0;
  }

  /** @throws BrokenAnswer */
  inspect(chunk: Buffer): void {
    this.received += chunk.length;
    if (this.received > MOST_ANSWER_BYTES) {
      throw new BrokenAnswer(`answer larger than ${MOST_ANSWER_BYTES} bytes`);
    }
    for (let at = 0; at < chunk.length;) {
      if (this.#bodyLeft > 0) {
        const step = Math.min(this.#bodyLeft, chunk.length - at);
        this.#bodyLeft -= step;
        at += step;
      } else {
        this.#takeHeaderByte(chunk[at]!);
        at += 1;
      }
    }
  }

  #takeHeaderByte(byte: number): void {
    if (this.#headerBytes === 0 && !EXPECTED.has(byte)) {
      throw new BrokenAnswer(`not a PostgreSQL message: type byte 0x${byte.toString(16).padStart(2, '0')}`);
    }
    this.#header[this.#headerBytes++] = byte;
    if (this.#headerBytes < HEADER_BYTES) return;
    this.#headerBytes = 0;
    const length = this.#header.readInt32BE(1);
    if (length < 4 || length > MOST_ANSWER_BYTES) throw new BrokenAnswer(`message of ${length} bytes`);
    this.#bodyLeft = length - 4;
  }
}
