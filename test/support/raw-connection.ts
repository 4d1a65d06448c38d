import { connect, type Socket } from 'node:net';

export interface RawAnswer {
  status: number;
  body: string;
  /** From the writing of the request to the last byte of the answer. */
  tookMs: number;
  /** Whether the server ends the connection with this answer. */
  closes: boolean;
}

/**
 * A keep-alive connection that sends ready-made requests one at a time: an order of magnitude cheaper than an HTTP client,
 * so that on a small machine it is the server that is measured.
 */
export interface RawConnection {
  readonly isOpen: boolean;
  /** @throws Error where the connection ends before the whole answer is here */
  send(request: Buffer): Promise<RawAnswer>;
  close(): void;
}

export function rawPost(path: string, body: unknown, headers: Record<string, string> = {}): Buffer {
  const text = JSON.stringify(body);
  const all = {
    host: 'hub',
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(text)),
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from([`POST ${path} HTTP/1.1`, ...lines, '', text].join('\r\n'));
}

export function openRawConnection(origin: string): Promise<RawConnection> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(wrap(socket));
    });
  });
}

function wrap(socket: Socket): RawConnection {
  let received: Buffer = Buffer.alloc(0);
  let waiting: { from: number; resolve(answer: RawAnswer): void; reject(error: Error): void } | undefined;
  let isOpen = true;

  socket.on('data', (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const answer = readAnswer(received);
    if (!answer || !waiting) return;
    const { from, resolve } = waiting;
    waiting = undefined;
    received = Buffer.alloc(0);
    if (answer.closes) isOpen = false;
    resolve({ ...answer, tookMs: performance.now() - from });
  });
  const end = (error?: Error) => {
    isOpen = false;
    waiting?.reject(error ?? new Error('connection closed before the answer'));
    waiting = undefined;
  };
  socket.on('error', end);
  socket.on('close', () => end());

  return {
    get isOpen() {
      return isOpen;
    },
    send(request) {
      return new Promise((resolve, reject) => {
        waiting = { from: performance.now(), resolve, reject };
        socket.write(request);
      });
    },
    close: () => void socket.destroy(),
  };
}

function readAnswer(bytes: Buffer): Omit<RawAnswer, 'tookMs'> | undefined {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const head = bytes.toString('latin1', 0, headEnd);
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
  if (bytes.length < headEnd + 4 + length) return undefined;
  return {
    status: Number(head.slice(9, 12)),
    body: bytes.toString('utf8', headEnd + 4, headEnd + 4 + length),
    closes: /\r\nconnection: close/i.test(head),
  };
}
