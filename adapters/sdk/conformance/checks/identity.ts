import { must, NotApplicable, type Check } from '../check.ts';
import { stateOf, type Kit } from '../kit.ts';
import type { RecordedAnswer } from '../wire/department-wire.ts';

const WHY =
  'a department’s load balancer or cache mixes answers up once a year: then one business must not be shown another’s permit';
const REMEDY =
  'believe a row for the number that stands in it (`attributeRows`), and nothing absent beside a stranger';

/** Answers to another question than the one that was asked. */
export const identityChecks: readonly Check[] = [
  {
    id: 'identity-other',
    title: 'the answer about another permit is not believed: neither its data nor that this one is absent',
    why: WHY,
    remedy: REMEDY,
    needs: 'NAME',
    async run(kit) {
      const [own, other] = [kit.house.fresh(), kit.house.fresh()];
      const answer = await recorded(kit, [other.number]);
      kit.house.wire.replay(answer);
      const { permits } = await kit.read([{ number: own.number }]);
      const permit = permits[0];
      must(permit != null, 'answered null');
      must(permit.freshness.state !== 'LIVE', `state ${stateOf(permit)}, holder ${permit.holderName}`);
      return stateOf(permit);
    },
  },
  {
    id: 'identity-extra',
    title: 'beside a row that nobody asked for, nothing is said to be absent',
    why: WHY,
    remedy: REMEDY,
    needs: 'NAME',
    async run(kit) {
      const { house } = kit;
      const [own, stranger] = [house.fresh(), house.fresh()];
      const answer = await recorded(kit, [own.number, stranger.number]);
      house.wire.replay(answer);
      const { permits } = await kit.read([{ number: own.number }, { number: house.absentNumber() }]);
      const [first, second] = permits;
      must(
        first?.freshness.state !== 'LIVE' || first.address?.startsWith(own.address) === true,
        `the first permit was answered with ${first?.address}`,
      );
      must(second?.freshness.state !== 'LIVE', `the one without a row: ${stateOf(second!)}`);
      return `own row: ${stateOf(first!)}; none: ${stateOf(second!)}`;
    },
  },
  {
    id: 'identity-short',
    title: 'of an answer that is too short, what is there is right, and what is not is never another’s',
    why: WHY,
    remedy: REMEDY,
    needs: 'NAME',
    async run(kit) {
      const { house } = kit;
      const asked = [house.fresh(), house.fresh(), house.fresh()];
      const answer = await recorded(kit, [asked[1]!.number]);
      house.wire.replay(answer);
      const { permits } = await kit.read(asked.map(({ number }) => ({ number })));
      permits.forEach((permit, at) => {
        must(permit != null, 'answered null');
        must(
          permit.address === null || permit.address.startsWith(asked[at]!.address),
          `permit ${at + 1} was answered with ${permit.address}`,
        );
      });
      return permits.map((permit) => stateOf(permit!)).join(', ');
    },
  },
];

/** The bytes with which the system answers a question. */
async function recorded(kit: Kit, numbers: readonly string[]): Promise<RecordedAnswer> {
  const recording = kit.house.wire.recording();
  if (!recording) throw new NotApplicable('the wire is sealed: its answers cannot be played again');
  await kit.read(numbers.map((number) => ({ number })));
  const answer = recording.last();
  recording.stop();
  if (!answer) throw new NotApplicable('no answer went over the wire');
  return answer;
}
