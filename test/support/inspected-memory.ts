/** What a process started with `NODE_OPTIONS=--inspect=127.0.0.1:0` holds on to. */
export interface InspectedMemory {
  /** Bytes of the heap that are in use after a whole garbage collection. */
  heapAfterGc(): Promise<number>;
  close(): void;
}

/** @param output what the process wrote: the first address is its own, any others those of its children */
export async function inspectMemory(output: string): Promise<InspectedMemory> {
  const address = /Debugger listening on (ws:\S+)/.exec(output)?.[1];
  if (!address) throw new Error(`no inspector:\n${output}`);
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', () => reject(new Error(`no inspector at ${address}`)), { once: true });
  });
  const waiting = new Map<number, (result: unknown) => void>();
  let last = 0;
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = JSON.parse(String(data)) as { id?: number; result?: unknown };
    if (id === undefined) return;
    waiting.get(id)?.(result);
    waiting.delete(id);
  });
  function call<Result>(method: string): Promise<Result> {
    last += 1;
    socket.send(JSON.stringify({ id: last, method }));
    return new Promise((resolve) => waiting.set(last, resolve as (result: unknown) => void));
  }
  return {
    async heapAfterGc() {
      await call('HeapProfiler.collectGarbage');
      await call('HeapProfiler.collectGarbage');
      return (await call<{ usedSize: number }>('Runtime.getHeapUsage')).usedSize;
    },
    close: () => socket.close(),
  };
}
