import { changePermit } from '../change-permit.ts';
import { must, NotApplicable, shown, type Check } from '../check.ts';
import { ANSWER_WITHIN_MS, stateOf, type Kit } from '../kit.ts';

const WHY =
  'one department’s broken or hostile answer must not take the memory, or the time, of all the others (R10)';
const REMEDY =
  'use the SDK’s wire clients, which cut at 2 MB; bound depth and number of elements before parsing';
const HUGE = 'x'.repeat(3 * 1024 * 1024);
const DEPTH = 50_000;

/** Answers that are too much. */
export const sizeChecks: readonly Check[] = [
  {
    id: 'size-huge',
    title: 'an answer over 2 MB is cut off and not believed',
    why: WHY,
    remedy: REMEDY,
    needs: 'NAME',
    async run(kit) {
      const permit = kit.house.fresh();
      await changePermit(kit, permit, { address: HUGE });
      try {
        return await notBelieved(kit, permit.number);
      } finally {
        // A sweep or a search of a later check would choke on it, and rightly.
        await changePermit(kit, permit, { address: permit.address });
      }
    },
  },
  {
    id: 'size-flood',
    title: 'an answer of 80 MB is cut off, and the adapter goes on',
    why: WHY,
    remedy: REMEDY,
    needs: 'NAME',
    async run(kit) {
      const { wire, permits, twin } = kit.house;
      if (!wire.flood) throw new NotApplicable('the wire is sealed: no answer can be put into it');
      wire.flood(80 * 1024 * 1024, twin.wire.nesting === 'xml' ? 'text/xml' : 'application/json');
      return notBelieved(kit, permits[0]!.number);
    },
  },
  {
    id: 'size-deep',
    title: `an answer nested ${DEPTH.toLocaleString('en')} deep is not believed, and costs no stack`,
    why: WHY,
    remedy: REMEDY,
    needs: 'NAME',
    async run(kit) {
      const { wire, twin, permits } = kit.house;
      if (!wire.forge || !twin.wire.nesting) throw new NotApplicable('its answers cannot be nested');
      const [headers, body] =
        twin.wire.nesting === 'json'
          ? [{ 'content-type': 'application/json' }, `${'{"data":['.repeat(DEPTH)}${']}'.repeat(DEPTH)}`]
          : [{ 'content-type': 'text/xml; charset=utf-8' }, `${'<a>'.repeat(DEPTH)}${'</a>'.repeat(DEPTH)}`];
      wire.forge({ status: 200, headers, body: Buffer.from(body) });
      return notBelieved(kit, permits[0]!.number);
    },
  },
];

async function notBelieved(kit: Kit, number: string): Promise<string> {
  const { permits, errors, elapsedMs } = await kit.read([{ number }]);
  const permit = permits[0];
  must(errors.length === 0 && permit != null, `errors: ${shown(errors)}`);
  must(
    permit.freshness.state !== 'LIVE',
    `state ${stateOf(permit)}, address of ${permit.address?.length} characters`,
  );
  must(elapsedMs < ANSWER_WITHIN_MS + 300, `answered after ${Math.round(elapsedMs)} ms`);
  return `${stateOf(permit)} after ${Math.round(elapsedMs)} ms`;
}
