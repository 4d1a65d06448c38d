import { Agent, createServer, request as ask, type IncomingMessage } from 'node:http';
import { openLoopbackPort, type LoopbackPort } from './loopback-port.ts';
import { deliver, type Delivery } from './wire-delivery.ts';
import { WireLog } from './wire-log.ts';

export interface HttpCall {
  path: string;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

export interface HttpAnswer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** What to do with the department's answer: another answer, or its bytes in another manner. */
export type TamperHttp = (answer: HttpAnswer, call: HttpCall) => HttpAnswer | Delivery;

/** A proxy on loopback before a department's HTTP wire, which counts the calls and tampers with the answers. */
export interface HttpWireProxy extends Pick<LoopbackPort, 'refuse' | 'accept'> {
  readonly origin: string;
  readonly log: WireLog;
  /** Absent: answers pass as they are. */
  tamper: TamperHttp | undefined;
  /** Asked before the department is: what it returns is the answer, and the department never hears of the call. */
  instead: ((call: HttpCall) => HttpAnswer | Delivery | undefined) | undefined;
  close(): Promise<void>;
}

/** @param upstream origin of the department, asked for at each call: it may start after the proxy */
export async function openHttpWireProxy(upstream: () => string): Promise<HttpWireProxy> {
  const log = new WireLog();
  const agent = new Agent({ keepAlive: true });
  const server = createServer((incoming, outgoing) => {
    const { socket } = incoming;
    void (async () => {
      const call: HttpCall = {
        path: incoming.url ?? '/',
        headers: incoming.headers,
        body: Buffer.concat(await incoming.toArray()),
      };
      const seen = log.begin(call.body.toString('utf8'));
      const gone = new AbortController();
      const left = () => {
        log.end(seen, true);
        gone.abort();
      };
      socket.once('close', left);
      try {
        const wish = proxy.instead?.(call) ?? tampered(await forward(call, gone.signal), call);
        if ('bytes' in wish) {
          await deliver(socket, wish);
        } else {
          outgoing.writeHead(wish.status, { ...wish.headers, 'content-length': String(wish.body.length) });
          await new Promise<void>((sent) => outgoing.end(wish.body, sent));
        }
      } catch {
        // The department is down, so is its wire.
        socket.resetAndDestroy();
      } finally {
        log.end(seen, false);
        socket.off('close', left);
      }
    })();
  });
  server.keepAliveTimeout = 30_000;

  function tampered(answer: HttpAnswer, call: HttpCall): HttpAnswer | Delivery {
    return proxy.tamper ? proxy.tamper(answer, call) : answer;
  }

  function forward(call: HttpCall, signal: AbortSignal): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      const { host: _host, connection: _connection, ...headers } = call.headers;
      const onward = ask(
        `${upstream()}${call.path}`,
        { method: 'POST', headers, agent, signal },
        (answer) => {
          const fixed = { ...(answer.headers as Record<string, string>) };
          for (const name of ['connection', 'keep-alive', 'transfer-encoding', 'content-length'])
            delete fixed[name];
          answer
            .toArray()
            .then(
              (chunks: Buffer[]) =>
                resolve({ status: answer.statusCode ?? 0, headers: fixed, body: Buffer.concat(chunks) }),
              reject,
            );
        },
      );
      onward.on('error', reject);
      onward.end(call.body);
    });
  }

  const { port, refuse, accept } = await openLoopbackPort(server);
  const proxy: HttpWireProxy = {
    origin: `http://127.0.0.1:${port}`,
    refuse,
    accept,
    log,
    tamper: undefined,
    instead: undefined,
    async close() {
      agent.destroy();
      await refuse();
    },
  };
  return proxy;
}

/** An answer as bytes on the wire, for deliveries that no HTTP server would make. */
export function httpBytes({ status, headers, body }: HttpAnswer, contentLength = body.length): Buffer {
  const lines = Object.entries({ ...headers, 'content-length': String(contentLength) });
  const head = [`HTTP/1.1 ${status} OK`, ...lines.map(([name, value]) => `${name}: ${value}`), '', ''];
  return Buffer.concat([Buffer.from(head.join('\r\n'), 'latin1'), body]);
}
