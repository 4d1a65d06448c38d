import { createWorkMeter, type WorkMeter } from './work-meter.ts';

/**
 * Decides which requests this process takes on. It has one thread: what is taken on beyond what the thread can work off
 * would only make everybody's answer late, internal time-outs included.
 */
export interface Admission {
  /** Decides at once, by what is there already; before anything of a body is read. Null: refused. */
  enter(): Ticket | null;
  readonly state: AdmissionState;
  close(): void;
}

/** One request that was taken on. */
export interface Ticket {
  /** Waits in order until the thread has room for the work. To be called when all of the request is here. */
  turn(): Promise<void>;
  /** To be called once, whatever became of it. */
  leave(): void;
}

export interface AdmissionState {
  waiting: number;
  underWay: number;
  admitted: number;
  refused: number;
  /** What a request costs the thread, milliseconds. */
  costMs: number;
}

export interface AdmissionOptions {
  /** So many at once are never refused. */
  always?: number;
  /** Longest wait that is worth it, milliseconds: a caller is promised an answer within a second. */
  longestWaitMs?: number;
  /** However cheap: each holds memory while departments are waited for. */
  mostUnderWay?: number;
  meter?: WorkMeter;
}

const ALWAYS = 128;
const LONGEST_WAIT_MS = 400;
const MOST_UNDER_WAY = 1_000;
/**
 * A request that is not whole after so many turns of the event loop is not counted on: a slow sender keeps a place from
 * nobody. In turns, not in time: on a busy machine a turn takes long, and what came in with it must not seem late.
 */
const ARRIVES_WITHIN_TURNS = 3;
/** A turn of the event loop longer than this delays every answer under way; then fewer are begun a turn. */
const LONG_TURN_MS = 20;
const MOST_A_TURN = 32;

export function createAdmission(options: AdmissionOptions = {}): Admission {
  const { always = ALWAYS, longestWaitMs = LONGEST_WAIT_MS, mostUnderWay = MOST_UNDER_WAY } = options;
  const meter = options.meter ?? createWorkMeter();
  /** Taken on and not whole yet, oldest first; the turn in which each came. */
  const arriving = new Map<symbol, number>();
  const waiting = new Map<symbol, () => void>();
  let underWay = 0;
  let admitted = 0;
  let refused = 0;
  /** How many may begin in one turn of the event loop, and how many have. */
  let aTurn = MOST_A_TURN;
  let begun = 0;
  let isTurning = false;
  let turns = 0;
  let isCounting = false;
  let turnedAt = 0;

  /** For as long as anything arrives, and it does so for a few turns at most. */
  function countTurns(): void {
    if (isCounting) return;
    isCounting = true;
    setImmediate(() => {
      isCounting = false;
      turns += 1;
      for (const [ticket, since] of arriving) {
        if (since > turns - ARRIVES_WITHIN_TURNS) break;
        arriving.delete(ticket);
      }
      if (arriving.size > 0) countTurns();
    });
  }

  function isOver(): boolean {
    const ahead = arriving.size + waiting.size;
    if (ahead + underWay < always) return false;
    return ahead * meter.costMs > longestWaitMs || ahead + underWay >= mostUnderWay;
  }

  /** Called once a turn, after what came in for requests under way was dealt with: they go first. */
  function nextTurn(): void {
    isTurning = false;
    const now = performance.now();
    if (waiting.size > 0 && turnedAt > 0) {
      aTurn = now - turnedAt > LONG_TURN_MS ? Math.max(1, aTurn >> 1) : Math.min(MOST_A_TURN, aTurn + 1);
    }
    begun = 0;
    for (const [ticket, begin] of waiting) {
      if (begun >= aTurn) break;
      waiting.delete(ticket);
      begun += 1;
      begin();
    }
    turnedAt = waiting.size > 0 ? now : 0;
    if (begun > 0) awaitTurn();
  }

  function awaitTurn(): void {
    if (isTurning) return;
    isTurning = true;
    setImmediate(nextTurn);
  }

  function createTicket(): Ticket {
    const id = Symbol('ticket');
    let isUnderWay = false;
    arriving.set(id, turns);
    countTurns();
    const begin = () => {
      isUnderWay = true;
      underWay += 1;
    };
    return {
      turn() {
        arriving.delete(id);
        awaitTurn();
        if (waiting.size === 0 && begun < aTurn) {
          begun += 1;
          begin();
          return Promise.resolve();
        }
        return new Promise((resolve) => {
          waiting.set(id, () => {
            begin();
            resolve();
          });
        });
      },
      leave() {
        arriving.delete(id);
        waiting.delete(id);
        if (!isUnderWay) return;
        isUnderWay = false;
        underWay -= 1;
        meter.done();
      },
    };
  }

  return {
    enter() {
      if (isOver()) {
        refused += 1;
        meter.refused();
        return null;
      }
      admitted += 1;
      return createTicket();
    },
    get state() {
      return { waiting: waiting.size, underWay, admitted, refused, costMs: meter.costMs };
    },
    close: () => meter.close(),
  };
}
