import iconv from 'iconv-lite';
import { MessageSplitter, wireMessage, type WireMessage } from './wire-messages.ts';

/** By turns: an HTML page in the answer's place, the answer cut short, its texts in a wrong encoding. */
export const GARBAGE_KINDS = ['HTML', 'TRUNCATED', 'WRONG_ENCODING'] as const;
export type GarbageKind = (typeof GARBAGE_KINDS)[number];

export const HTML_PAGE = Buffer.from(
  'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><h1>系统登录</h1></html>',
);

/** Gathers one answer up to `ReadyForQuery` and gives it back spoilt. */
export class AnswerSpoiler {
  readonly kind: Exclude<GarbageKind, 'HTML'>;
  readonly #splitter = new MessageSplitter();
  readonly #messages: WireMessage[] = [];

  constructor(kind: Exclude<GarbageKind, 'HTML'>) {
    this.kind = kind;
  }

  /** @returns the spoilt answer once it is whole */
  push(chunk: Buffer): Buffer | null {
    this.#messages.push(...this.#splitter.push(chunk));
    if (this.#messages.at(-1)?.type !== 'Z') return null;
    const messages = this.#messages.map((message) =>
      this.kind === 'WRONG_ENCODING' && message.type === 'D' ? inGb18030(message) : message.bytes,
    );
    const answer = Buffer.concat(messages);
    return this.kind === 'TRUNCATED' ? answer.subarray(0, Math.floor(answer.length / 2)) : answer;
  }
}

/** A row whose texts are GB18030 in a session that agreed on UTF-8. */
function inGb18030({ bytes }: WireMessage): Buffer {
  const parts = [bytes.subarray(5, 7)];
  for (let at = 7; at < bytes.length;) {
    const length = bytes.readInt32BE(at);
    at += 4;
    const value = length < 0 ? null : iconv.encode(bytes.toString('utf8', at, at + length), 'gb18030');
    at += Math.max(length, 0);
    const size = Buffer.alloc(4);
    size.writeInt32BE(value?.length ?? -1);
    parts.push(size, value ?? Buffer.alloc(0));
  }
  return wireMessage('D', Buffer.concat(parts));
}
