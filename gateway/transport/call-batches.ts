import type { Caller } from '../../subgraphs/domain/caller.ts';

/** Of one call; beyond, the next one takes them. */
const MOST_OPERATIONS = 50;
const MOST_CHARACTERS = 1_000_000;

/** One call on its way or about to leave. */
interface Batch<Answer> {
  readonly caller: Caller;
  /** By operation as it travels: equal ones are one. */
  readonly operations: Map<string, Promise<Answer>>;
  readonly abort: AbortController;
  characters: number;
  waiting: number;
}

/**
 * Operations of one caller that come up in the same turn of the event loop travel as one call: an operation's two
 * fetches from one adapter reach its department as one read, as they do within one process.
 * @param send one call; an answer for each operation, in their order
 */
export function createCallBatches<Answer>(
  send: (operations: readonly string[], caller: Caller, signal: AbortSignal) => Promise<readonly Answer[]>,
) {
  const open = new Map<string, Batch<Answer>>();

  function begin(key: string, caller: Caller): Batch<Answer> {
    const batch: Batch<Answer> = {
      caller,
      operations: new Map(),
      abort: new AbortController(),
      characters: 0,
      waiting: 0,
    };
    const answers = new Promise<readonly Answer[]>((resolve) => {
      setImmediate(() => {
        if (open.get(key) === batch) open.delete(key);
        resolve(send([...batch.operations.keys()], caller, batch.abort.signal));
      });
    });
    // Each operation has its own promise on it; that nobody waits for any of them any more is no error.
    answers.catch(() => undefined);
    answersOf.set(batch, answers);
    open.set(key, batch);
    return batch;
  }
  const answersOf = new WeakMap<Batch<Answer>, Promise<readonly Answer[]>>();

  /** @param signal of whoever waits; a call that everybody has left is cancelled */
  return (operation: string, caller: Caller, signal: AbortSignal): Promise<Answer> => {
    const key = JSON.stringify(caller);
    let batch = open.get(key);
    const isFull =
      batch !== undefined &&
      (batch.operations.size >= MOST_OPERATIONS || batch.characters + operation.length > MOST_CHARACTERS);
    if (!batch || isFull) batch = begin(key, caller);
    const joined = batch;
    let answer = joined.operations.get(operation);
    if (!answer) {
      const position = joined.operations.size;
      answer = answersOf.get(joined)!.then((answers) => answers[position] as Answer);
      answer.catch(() => undefined);
      joined.operations.set(operation, answer);
      joined.characters += operation.length;
    }
    joined.waiting += 1;
    const leave = () => {
      joined.waiting -= 1;
      if (joined.waiting === 0) joined.abort.abort(signal.reason);
    };
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
    return answer.finally(() => signal.removeEventListener('abort', leave));
  };
}
