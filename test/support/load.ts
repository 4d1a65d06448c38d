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
 * connection, or a new one, or the first that is free once there are enough.
 */
export function startOpenLoad(
  options: LoadOptions & { perSecond: number; mostConnections: number },
): RunningLoad {
  const idle: RawConnection[] = [];
  /** When each request that finds no connection was due. */
  const late: number[] = [];
  const underWay = new Set<Promise<void>>();
  const begun = performance.now();
  let due = 0;
  let open = 0;

  async function send(dueAt: number, connection: RawConnection | undefined): Promise<void> {
    try {
      connection ??= await openRawConnection(options.origin);
      const answer = await connection.send(options.request);
      options.heard(answer, performance.now() - dueAt);
      if (connection.isOpen) idle.push(connection);
      else open -= 1;
    } catch (error) {
      open -= 1;
      options.broken(error as Error);
    }
    const next = late.shift();
    if (next !== undefined) dispatch(next);
  }

  function dispatch(dueAt: number): void {
    const connection = idle.pop();
    if (!connection) {
      if (open >= options.mostConnections) return void late.push(dueAt);
      open += 1;
    }
    const sending = send(dueAt, connection);
    underWay.add(sending);
    void sending.then(() => underWay.delete(sending));
  }

  const timer = setInterval(() => {
    const target = Math.floor(((performance.now() - begun) / 1_000) * options.perSecond);
    for (; due < target; due += 1) dispatch(begun + (due / options.perSecond) * 1_000);
  }, 1);
  return {
    async stop() {
      clearInterval(timer);
      late.length = 0;
      await Promise.all(underWay);
      for (const connection of idle) connection.close();
    },
  };
}
