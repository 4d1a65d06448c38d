import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { answerPermit } from '../../../adapters/sdk/reading/permit-answer.ts';
import type { LastKnown, Observation, PermitRecord } from '../../../subgraphs/domain/permit-record.ts';
import { PERMIT_STATUSES } from '../../../subgraphs/domain/permit-status.ts';
import { facePermit } from '../../../subgraphs/issuance/face.ts';
import { standsOnFace, weighObservation } from '../../../subgraphs/issuance/observing/weigh-observation.ts';
import { weighChange } from '../../../subgraphs/issuance/sweeping/weigh-change.ts';
import { record } from '../sdk/any-record.ts';

/** R17: 10,000 runs. */
const RUNS = { numRuns: 10_000 };
const BEGIN = Date.parse('2026-11-20T00:00:00Z');
const ENTRY = { number: 'JY1', permitType: 'SPJY' };

/** A permit as issuance holds it. */
interface Held {
  known: LastKnown;
  onFace: boolean;
}

/** One permit through its department's history, and a hub that learns of it in whatever order things arrive. */
class Scene {
  readonly history: readonly PermitRecord[];
  held: Held;
  /** Versions that were known, in their order. */
  readonly seen: number[] = [1];
  #now = BEGIN;

  constructor(statuses: readonly PermitRecord['status'][]) {
    this.history = statuses.map((status, at) => ({ ...record, status, sourceVersion: at + 1 }));
    const first = this.history[0]!;
    this.held = {
      known: { revision: 1, confirmedAt: new Date(BEGIN).toISOString(), record: first },
      onFace: standsOnFace(true, first),
    };
  }

  /** A read that the department answers with the state of some time: a replica may lag. */
  read(version: number): Observation | undefined {
    this.#now += 1;
    const outcome = {
      kind: 'FOUND',
      record: this.history[version - 1]!,
      version,
      sentAt: this.#now,
    } as const;
    const asked = { id: 'entry', number: ENTRY.number, lastKnown: this.held.known };
    return answerPermit(asked, outcome, '市场监管', new Date(this.#now)).observation;
  }

  deliver(observation: Observation): void {
    const { known } = this.held;
    const held = { revision: known.revision, confirmedAt: new Date(known.confirmedAt) };
    if (weighObservation(held, observation) !== 'CHANGES' || !observation.record) return;
    this.held = {
      known: {
        revision: known.revision + 1,
        confirmedAt: observation.observedAt,
        record: observation.record,
      },
      onFace: standsOnFace(this.held.onFace, observation.record),
    };
    this.seen.push(Number(observation.record.sourceVersion));
  }

  /** A row of a sweep, or a doorbell: it only has the permit asked about. @param hoursOff of the department's clock */
  ring(version: number, hoursOff: number): void {
    const asOf = new Date(this.#now + hoursOff * 3_600_000);
    const row = this.history[version - 1]!;
    if (weighChange(this.held.known, row, asOf) === 'DIFFERENT') this.readNow();
  }

  readNow(): void {
    const observation = this.read(this.history.length);
    if (observation) this.deliver(observation);
  }

  get licence() {
    const { known, onFace } = this.held;
    return { onFace, line: facePermit(ENTRY, known.record, new Date(BEGIN)), record: known.record };
  }
}

const statuses = fc.array(fc.constantFrom(...PERMIT_STATUSES.filter((status) => status !== 'UNKNOWN')), {
  minLength: 1,
  maxLength: 6,
});

test('any order and repetition of what was seen ends in the same licence, and no version ever goes back', () => {
  fc.assert(
    fc.property(statuses, fc.infiniteStream(fc.nat()), (given, choices) => {
      const scene = new Scene(given);
      const next = () => choices.next().value as number;
      const inFlight: Observation[] = [];
      // Reads of any state, in flight together; each arrives any number of times, or not at all, in any order.
      for (let step = 0; step < 12; step += 1) {
        const observation = scene.read(1 + (next() % given.length));
        if (observation) inFlight.push(observation);
        for (let arrivals = next() % 3; arrivals > 0 && inFlight.length > 0; arrivals -= 1) {
          scene.deliver(inFlight[next() % inFlight.length]!);
        }
      }
      expect(scene.seen).toEqual([...scene.seen].sort((a, b) => a - b));
      // Whatever was lost on the way is seen at the next read.
      scene.readNow();
      const straight = new Scene(given);
      straight.readNow();
      expect(scene.licence).toEqual(straight.licence);
    }),
    RUNS,
  );
});

test('any permutation and duplication of a department’s events gives the same licence, its clock a day off or not', () => {
  const events = statuses.chain((given) =>
    fc.record({
      given: fc.constant(given),
      rings: fc.array(
        fc.record({
          version: fc.integer({ min: 1, max: given.length }),
          hoursOff: fc.constantFrom(0, 0, 24),
        }),
        { maxLength: 12 },
      ),
    }),
  );
  fc.assert(
    fc.property(events, ({ given, rings }) => {
      const scene = new Scene(given);
      // Each event once, in their order, is one of the permutations; the last event is among every other.
      for (const { version, hoursOff } of [...rings, { version: given.length, hoursOff: 0 }]) {
        scene.ring(version, hoursOff);
      }
      const straight = new Scene(given);
      straight.readNow();
      expect(scene.licence).toEqual(straight.licence);
      expect(scene.seen.length).toBeLessThanOrEqual(2);
    }),
    RUNS,
  );
});
