import type { LastKnown, PermitRecord } from '../../../../subgraphs/domain/permit-record.ts';
import { changePermit } from '../change-permit.ts';
import { must, NotApplicable, shown, type Check } from '../check.ts';
import { stateOf, type Kit } from '../kit.ts';

const WHY = 'what is observed on the way is how the hub learns that a permit has changed';
const REMEDY =
  'leave observing to the SDK; answer the same record for the same state of the system, without clocks and counters';
const LONG_AGO = '2026-01-01T00:00:00.000Z';

/** What the adapter tells the hub beside its answers. */
export const observationChecks: readonly Check[] = [
  {
    id: 'observed-new',
    title: 'a permit that nothing was known of is observed, with revision 0',
    why: WHY,
    remedy: REMEDY,
    needs: 'NAME',
    async run(kit) {
      const { number } = kit.house.fresh();
      const { permit, observations } = await kit.readOne({ number, id: 'check-new' });
      const seen = observations.find(({ permitId }) => permitId === 'check-new');
      must(seen?.record !== undefined, `observations are ${shown(observations)}`);
      must(seen.baseRevision === 0, `base revision ${seen.baseRevision}`);
      must(seen.record.holderName === permit.holderName, 'the observed record is not the answered one');
      return 'record with revision 0';
    },
  },
  {
    id: 'observed-change',
    title:
      'a record that differs from the last known one is observed, with the revision that it was compared with',
    why: 'the hub applies it to that revision only: with another one it is dropped, or overwrites what is newer',
    remedy: REMEDY,
    needs: 'NAME',
    async run(kit) {
      const { number } = kit.house.fresh();
      const record = await recordOf(kit, number);
      const lastKnown = known({ ...record, holderName: '旧名' }, 7);
      const { observations } = await kit.readOne({ number, id: 'check-old', lastKnown });
      const seen = observations.find(({ permitId }) => permitId === 'check-old');
      must(seen?.record?.holderName === record.holderName, `observations are ${shown(observations)}`);
      must(seen.baseRevision === 7, `base revision ${seen.baseRevision}, not 7`);
      return 'record with revision 7';
    },
  },
  {
    id: 'observed-equal',
    title: 'a record equal to the last known one is confirmed when that is old, and else not mentioned',
    why: 'a finding for every read would bury the changes that matter',
    remedy: REMEDY,
    needs: 'NAME',
    async run(kit) {
      const { number } = kit.house.fresh();
      const record = await recordOf(kit, number);
      const old = await kit.readOne({ number, lastKnown: known(record, 3) });
      must(
        old.observations.length === 1 && old.observations[0]!.record === undefined,
        `old and equal: observations are ${shown(old.observations)}`,
      );
      must(
        old.observations[0]!.baseRevision === 3,
        `base revision ${old.observations[0]!.baseRevision}, not 3`,
      );
      const now = new Date().toISOString();
      const recent = await kit.readOne({ number, lastKnown: { ...known(record, 3), confirmedAt: now } });
      must(
        recent.observations.length === 0,
        `recent and equal: observations are ${shown(recent.observations)}`,
      );
      return 'confirmed without a record; then silence';
    },
  },
  {
    id: 'observed-asked-only',
    title: 'only permits that were asked for are observed, each under its own id',
    why: 'the hub takes an observation for the permit that it names',
    remedy: REMEDY,
    needs: 'NAME',
    async run(kit) {
      const { house } = kit;
      const asked = [house.fresh(), house.fresh(), house.fresh()];
      const { observations } = await kit.read(asked.map(({ number }, at) => ({ number, id: `check-${at}` })));
      must(
        observations.length === asked.length,
        `${observations.length} observations of ${asked.length} permits`,
      );
      asked.forEach(({ address }, at) => {
        const seen = observations.find(({ permitId }) => permitId === `check-${at}`);
        must(
          Boolean(seen?.record?.address?.startsWith(address)),
          `check-${at} was observed as ${shown(seen)}`,
        );
      });
      return `${asked.length} observations, each its own`;
    },
  },
  {
    id: 'version-back',
    title: 'a version older than the last known one is not believed: last known record, and a finding',
    why: 'a department restored from a backup would make revoked permits valid again',
    remedy: 'answer the department’s `version`, and as `sourceVersion` in the record',
    needs: 'NAME',
    async run(kit) {
      const { house } = kit;
      if (house.twin.fields.version === undefined || !kit.type.selection.includes('sourceVersion')) {
        throw new NotApplicable('the department counts no versions that the adapter could see');
      }
      const permit = house.fresh();
      await changePermit(kit, permit, { version: 9 });
      const record = await recordOf(kit, permit.number);
      must(record.sourceVersion === 9, `version 9 was read as ${shown(record.sourceVersion)}`);
      await changePermit(kit, permit, { version: 2, holderName: '备份中的旧名' });
      const { permit: answer, observations } = await kit.readOne({
        number: permit.number,
        lastKnown: known(record, 4),
      });
      must(stateOf(answer) === 'STALE (VERSION_WENT_BACK)', `state ${stateOf(answer)}`);
      must(answer.holderName === record.holderName, `shown was ${shown(answer.holderName)}`);
      must(observations[0]?.finding?.kind === 'VERSION_WENT_BACK', `observations are ${shown(observations)}`);
      return 'STALE (VERSION_WENT_BACK), last known record, finding';
    },
  },
];

/** What the hub would know of a permit after it was read once. */
export async function recordOf(kit: Kit, number: string): Promise<PermitRecord> {
  const { permit, observations } = await kit.readOne({ number, id: 'check-known' });
  const record = observations[0]?.record;
  must(record !== undefined, `a first read of ${number} observed nothing: ${stateOf(permit)}`);
  return record;
}

export function known(record: PermitRecord, revision: number): LastKnown {
  return { revision, confirmedAt: LONG_AGO, record };
}
