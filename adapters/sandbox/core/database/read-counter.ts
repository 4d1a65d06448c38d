import type { Switches } from '../switches.ts';
import type { WireMessage } from './wire-messages.ts';

/** Whether a statement reads permits by number, the first parameter being the numbers. */
export type IsReadByNumber = (sql: string) => boolean;

/** Statements on a view that compare its column with the first parameter: `= $1`, `= ANY ($1::…)`, `IN ($1`. */
export function readsByNumber(view: string, column: string): IsReadByNumber {
  const fromView = new RegExp(`\\b${view}\\b`, 'i');
  const byNumber = new RegExp(
    `\\b${column}\\s*\\)?\\s*(?:=\\s*(?:any\\s*\\(+\\s*)?|in\\s*\\(\\s*)\\$1\\b`,
    'i',
  );
  return (sql) => fromView.test(sql) && byNumber.test(sql);
}

/** Counts one connection's statements as the department's statistics do, from what goes over the wire. */
export class ReadCounter {
  readonly #switches: Switches;
  readonly #isRead: IsReadByNumber;
  /** Prepared statements, and whether each reads permits by number. */
  readonly #statements = new Map<string, boolean>();
  /** Bound portals: permits asked for, null for any other statement. */
  readonly #portals = new Map<string, number | null>();

  constructor(switches: Switches, isRead: IsReadByNumber) {
    this.#switches = switches;
    this.#isRead = isRead;
  }

  see({ type, bytes }: WireMessage): void {
    const reader = new FieldReader(bytes);
    switch (type) {
      case 'P': {
        const name = reader.text();
        const sql = reader.text();
        this.#statements.set(name, this.#isRead(sql));
        break;
      }
      case 'B': {
        const portal = reader.text();
        const byNumber = this.#statements.get(reader.text()) ?? false;
        this.#portals.set(portal, byNumber ? countKeys(reader) : null);
        break;
      }
      case 'E': {
        const portal = reader.text();
        const keys = this.#portals.get(portal);
        // A portal that is fetched in parts is still one statement.
        this.#portals.delete(portal);
        if (keys === null) this.#switches.countOther();
        else if (keys !== undefined) this.#switches.countRead(keys);
        break;
      }
      case 'Q':
        this.#switches.countOther();
        break;
    }
  }
}

/** Elements of the first parameter of a Bind message, whose reader stands behind the statement's name. */
function countKeys(reader: FieldReader): number {
  const formats = Array.from({ length: reader.int16() }, () => reader.int16());
  if (reader.int16() === 0) return 0;
  const length = reader.int32();
  if (length < 0) return 0;
  const value = reader.take(length);
  // A binary array: dimensions, flags, element type, then the length of each dimension.
  if (formats[0] === 1) return value.length >= 16 && value.readInt32BE(0) === 1 ? value.readInt32BE(12) : 0;
  return countArrayElements(value.toString('utf8'));
}

/** Elements of a one-dimensional array literal; anything else is one value. */
export function countArrayElements(literal: string): number {
  if (!literal.startsWith('{')) return 1;
  if (/^\{\s*\}$/.test(literal)) return 0;
  let elements = 1;
  let quoted = false;
  for (let at = 1; at < literal.length - 1; at += 1) {
    const character = literal[at];
    if (character === '\\') at += 1;
    else if (character === '"') quoted = !quoted;
    else if (character === ',' && !quoted) elements += 1;
  }
  return elements;
}

/** Reads the fields of a message, header skipped; behind the end everything is empty or zero. */
class FieldReader {
  readonly #bytes: Buffer;
  #at = 5;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  text(): string {
    const end = this.#bytes.indexOf(0, this.#at);
    const text = this.#bytes.toString('utf8', this.#at, end < 0 ? undefined : end);
    this.#at = end < 0 ? this.#bytes.length : end + 1;
    return text;
  }

  int16(): number {
    const bytes = this.take(2);
    return bytes.length === 2 ? bytes.readUInt16BE(0) : 0;
  }

  int32(): number {
    const bytes = this.take(4);
    return bytes.length === 4 ? bytes.readInt32BE(0) : 0;
  }

  take(length: number): Buffer {
    const bytes = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += bytes.length;
    return bytes;
  }
}
