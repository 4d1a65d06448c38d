import { openRawConnection, type RawAnswer, type RawConnection } from './raw-connection.ts';

export interface LoadOptions {
  origin: string;
  /** Ready-made, as `rawPost` makes them. */
  request: Buffer;
  /** Told each answer, and how long after it was due. */
  heard(answer: RawAnswer, sinceDueMs: number): void;
  /** Told each request that got no whole answer. */
  broken(error: Error): void;
}

export interface RunningLoad {
  /** Sends nothing more and waits for what is under way. */
  stop(): Promise<void>;
}

/** So many callers, each asking again as soon as it is answered; over a new connection where the server ended theirs. */
export function startClosedLoad(options: LoadOptions & { callers: number }): RunningLoad {
  let isStopping = false;
  async function call(): Promise<void> {
    let connection: RawConnection | undefined;
    while (!isStopping) {
      try {
        if (!connection?.isOpen) connection = await openRawConnection(options.origin);
      } catch {
        // Nobody listens (any more): nothing was under way.
        break;
      }
      try {
        const answer: RawAnswer = await connection.send(options.request);
        options.heard(answer, answer.tookMs);
      } catch (error) {
        options.broken(error as Error);
        connection = undefined;
      }
    }
    connection?.close();
  }
  const callers = Array.from({ length: options.callers }, call);
  return {
    async stop() {
      isStopping = true;
      await Promise.all(callers);
    },
  };
}

/**
 * So many requests a second, whatever becomes of those before (open model, as independent callers are): each on an idle
 * connection, or a new one where there is none.
 */
export function startOpenLoad(
  options: LoadOptions & { perSecond: number; mostConnections: number },
): RunningLoad {
  const idle: RawConnection[] = [];
  const under = new Set<Promise<void>>();
  const begun = performance.now();
  let due = 0;
  let open = 0;

  async function send(dueAt: number): Promise<void> {
    let connection = idle.pop();
    try {
      if (!connection) {
        if (open >= options.mostConnections) throw new Error('no connection left in the generator');
        open += 1;
        connection = await openRawConnection(options.origin);
      }
      const answer = await connection.send(options.request);
      options.heard(answer, performance.now() - dueAt);
      if (connection.isOpen) idle.push(connection);
      else open -= 1;
    } catch (error) {
      if (connection) open -= 1;
      options.broken(error as Error);
    }
  }

  const timer = setInterval(() => {
    const target = Math.floor(((performance.now() - begun) / 1_000) * options.perSecond);
    for (; due < target; due += 1) {
      const sending = send(begun + (due / options.perSecond) * 1_000);
      under.add(sending);
      void sending.then(() => under.delete(sending));
    }
  }, 1);
  return {
    async stop() {
      clearInterval(timer);
      await Promise.all(under);
      for (const connection of idle) connection.close();
    },
  };
}
