import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { switchablePort } from './switchable-port.ts';
import type { Fault } from './system.ts';
import type { Switches } from './switches.ts';

export interface WireRequest {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

export interface WireAnswer {
  status: number;
  headers: Record<string, string>;
  body: Buffer | string;
}

export interface HttpWireOptions {
  switches: Switches;
  /** 0 for any free port. */
  port: number;
  /** The system's normal work. */
  answer(request: WireRequest): Promise<WireAnswer>;
  /** How this system says that it has failed. */
  errorAnswer(request: WireRequest): WireAnswer;
  /** How it says that it is being maintained; absent where it then has no listener (`refuse`). */
  maintenanceAnswer?(request: WireRequest): WireAnswer;
  /** Limits in its own manner: an answer that refuses, `'reset'` to drop the connection, or null to go on. */
  limit?(request: WireRequest): WireAnswer | 'reset' | null;
  /** Most calls worked on at once, beyond which connections are dropped; absent: no bound. */
  concurrency?: number;
}

/** The HTTP wire of a department system, with the faults of the control interface made on the real socket. */
export interface HttpWire {
  readonly origin: string;
  setFault(fault: Fault): Promise<void>;
  /** To be called when settings changed: a system that refuses during maintenance opens or closes its port. */
  settingsChanged(): Promise<void>;
  close(): Promise<void>;
}

const MOST_BODY_BYTES = 4 * 1024 * 1024;

export async function openHttpWire(options: HttpWireOptions): Promise<HttpWire> {
  const { switches } = options;
  const sockets = new Set<Socket>();
  const hanging = new Set<Socket>();
  let inWork = 0;
  let garbageTurn = 0;

  const server: Server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  server.keepAliveTimeout = 30_000;
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => {
      sockets.delete(socket);
      hanging.delete(socket);
    });
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const encounter = switches.encounter();
    if (encounter === 'hang') return void hanging.add(request.socket);
    if (encounter === 'reset') return void request.socket.resetAndDestroy();
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MOST_BODY_BYTES) return void request.socket.destroy();
      chunks.push(chunk);
    }
    const wireRequest: WireRequest = {
      method: request.method ?? 'GET',
      path: request.url ?? '/',
      headers: request.headers,
      body: Buffer.concat(chunks),
    };
    if (switches.settings.limits) {
      if (options.concurrency !== undefined && inWork >= options.concurrency) {
        return void request.socket.resetAndDestroy();
      }
      const refusal = options.limit?.(wireRequest) ?? null;
      if (refusal === 'reset') return void request.socket.resetAndDestroy();
      if (refusal) return send(response, refusal);
    }
    inWork += 1;
    try {
      const wait = switches.delay();
      if (wait >= 1) await delay(wait);
      if (encounter === 'error') return send(response, options.errorAnswer(wireRequest));
      if (encounter === 'maintenance' && options.maintenanceAnswer) {
        return send(response, options.maintenanceAnswer(wireRequest));
      }
      const answer = await options.answer(wireRequest);
      if (encounter === 'garbage') return sendGarbage(response, answer);
      send(response, answer);
    } finally {
      inWork -= 1;
    }
  }

  function send(response: ServerResponse, answer: WireAnswer): void {
    response.writeHead(answer.status, {
      date: new Date().toUTCString(),
      ...answer.headers,
      'content-length': String(Buffer.byteLength(answer.body)),
    });
    response.end(answer.body);
  }

  /** By turns: the answer cut short, in a wrong encoding, an HTML page in its place. */
  function sendGarbage(response: ServerResponse, answer: WireAnswer): void {
    const body = Buffer.from(answer.body);
    const turn = garbageTurn++ % 3;
    if (turn === 0) return send(response, { ...answer, body: body.subarray(0, Math.floor(body.length / 2)) });
    if (turn === 1) return send(response, { ...answer, body: Buffer.from(body.map((byte) => byte ^ 0x9c)) });
    send(response, {
      status: 200,
      headers: { 'content-type': 'text/html' },
      body: '<html><h1>系统登录</h1></html>',
    });
  }

  const listener = switchablePort(server, {
    port: options.port,
    resetConnections() {
      for (const socket of sockets) socket.resetAndDestroy();
    },
  });
  function shouldRefuse(): boolean {
    return switches.fault.mode === 'down' || (switches.settings.maintenance && !options.maintenanceAnswer);
  }

  await listener.open();
  return {
    origin: `http://127.0.0.1:${listener.port}`,
    async setFault(fault) {
      switches.setFault(fault);
      // What hangs was accepted under the old fault and would never be answered; a new fault meets everybody.
      for (const socket of fault.mode === 'none' ? hanging : sockets) socket.resetAndDestroy();
      await (shouldRefuse() ? listener.refuse() : listener.open());
    },
    async settingsChanged() {
      await (shouldRefuse() ? listener.refuse() : listener.open());
    },
    close: () => listener.refuse(),
  };
}
