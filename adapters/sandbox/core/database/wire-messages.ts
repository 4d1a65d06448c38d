/** A typed message of PostgreSQL's protocol (version 3), its five bytes of header included. */
export interface WireMessage {
  /** First byte, e.g. `P` for Parse. */
  type: string;
  bytes: Buffer;
}

const HEADER_BYTES = 5;
const MOST_MESSAGE_BYTES = 16 * 1024 * 1024;

/** Cuts a byte stream of typed messages, in either direction, where they end. */
export class MessageSplitter {
  #rest: Buffer = Buffer.alloc(0);

  /** @throws RangeError where a length makes no sense */
  push(chunk: Buffer): WireMessage[] {
    const buffer = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const messages: WireMessage[] = [];
    let at = 0;
    while (buffer.length - at >= HEADER_BYTES) {
      const length = buffer.readInt32BE(at + 1);
      if (length < 4 || length > MOST_MESSAGE_BYTES) throw new RangeError(`message of ${length} bytes`);
      const end = at + 1 + length;
      if (end > buffer.length) break;
      messages.push({ type: String.fromCharCode(buffer[at]!), bytes: buffer.subarray(at, end) });
      at = end;
    }
    this.#rest = buffer.subarray(at);
    return messages;
  }
}

/** A typed message of the given content. */
export function wireMessage(type: string, content: Buffer): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.write(type, 'latin1');
  header.writeInt32BE(content.length + 4, 1);
  return Buffer.concat([header, content]);
}

/** `ReadyForQuery`, outside a transaction. */
export const READY_FOR_QUERY = wireMessage('Z', Buffer.from('I'));

/** The server's error, in the fields that every version of it sends. */
export function errorResponse(severity: 'ERROR' | 'FATAL', sqlState: string, message: string): Buffer {
  const fields = `S${severity}\0V${severity}\0C${sqlState}\0M${message}\0\0`;
  return wireMessage('E', Buffer.from(fields, 'utf8'));
}
