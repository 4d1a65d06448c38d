import { must, shown, type Check } from '../check.ts';
import { changePermit } from '../change-permit.ts';
import { stateOf, type AnsweredPermit } from '../kit.ts';

const REMEDY = 'compare `mapping.ts` with the manual of the department, field by field';

/** What a healthy system says, and how it is passed on. */
export const recordChecks: readonly Check[] = [
  {
    id: 'record-live',
    title: 'a permit that the system has is answered live, field by field as the system says',
    why: 'this is what the adapter is for',
    remedy: REMEDY,
    needs: 'NAME',
    async run(kit) {
      const seeded = kit.house.fresh();
      const before = Date.now();
      const { permit } = await kit.readOne({ number: seeded.number });
      must(permit.freshness.state === 'LIVE', `state ${stateOf(permit)}`);
      const asOf = Date.parse(permit.freshness.asOf ?? '');
      must(asOf >= before - 50 && asOf <= Date.now() + 50, `asOf is ${permit.freshness.asOf}, not now`);
      must(Boolean(permit.freshness.source), 'freshness names no source');
      const expected = {
        status: seeded.status,
        validTo: seeded.validTo,
        holderName: seeded.holderName,
        holderUscc: seeded.uscc,
        address: seeded.address,
      };
      const wrong = Object.entries(expected).filter(([field, value]) => permit[field] !== value);
      must(
        wrong.length === 0,
        wrong.map(([field, value]) => `${field} is ${shown(permit[field])}, not ${shown(value)}`).join('; '),
      );
      return `LIVE, ${Object.keys(expected).length} fields as loaded`;
    },
  },
  {
    id: 'record-not-kept',
    title: 'a change in the system is seen by the very next read',
    why: 'a permit revoked a minute ago must not be shown valid out of a cache',
    remedy: 'keep no answer; the SDK joins reads that are in flight together, and that is all',
    needs: 'NAME',
    async run(kit) {
      const { house } = kit;
      const permit = house.fresh();
      const before = await kit.readOne({ number: permit.number });
      await changePermit(kit, permit, { holderName: '改名后的饭庄' });
      const after = await kit.readOne({ number: permit.number });
      must(
        after.permit.holderName === '改名后的饭庄',
        `after the change still ${shown(before.permit.holderName)}: ${stateOf(after.permit)}`,
      );
      return 'old name, then the new one';
    },
  },
  {
    id: 'absent-not-found',
    title: 'a number that nobody has is answered live: UNKNOWN, NOT_FOUND, no dates',
    why: '“no such permit” is an answer; taken for a fault it would show a struck-off permit for ever',
    remedy: 'answer `ABSENT` for what a healthy, whole answer of the system does not hold',
    needs: 'NAME',
    async run(kit) {
      const number = kit.house.absentNumber();
      const { permit } = await kit.readOne({ number });
      must(stateOf(permit) === 'LIVE (NOT_FOUND)', `state ${stateOf(permit)}`);
      must(permit.status === 'UNKNOWN', `status ${permit.status}`);
      must(permit.validFrom === null && permit.validTo === null, 'it has dates');
      return 'LIVE (NOT_FOUND), UNKNOWN';
    },
  },
  {
    id: 'batch-order',
    title: 'of many permits asked for in any order, some twice, each gets its own answer',
    why: 'one place off, and a licence shows the permit of another business',
    remedy: 'match rows to numbers by the number that stands in the row (`attributeRows`), never by position',
    needs: 'NAME',
    async run(kit) {
      const { house } = kit;
      const { batchSize } = await kit.limits();
      const permits = house.permits.slice(0, Math.min(house.permits.length, batchSize + 20));
      const absent = [house.absentNumber(), house.absentNumber()];
      const numbers = [
        ...permits.map(({ number }) => number),
        ...absent,
        permits[3]!.number,
        permits[0]!.number,
      ];
      // Every 7th first, then every 7th from the second on, and so on: far from the system's own order.
      const order = numbers.map((_, at) => at).sort((a, b) => (a % 7) - (b % 7) || b - a);
      const asked = order.map((at) => ({ number: numbers[at]!, id: `check-${at}` }));
      let answered = (await kit.read(asked)).permits;
      // A department of few calls a second may leave some for later, and says so; whose answer is whose is the question.
      for (let again = 0; again < 2 && !answered.every(isLive); again += 1)
        answered = (await kit.read(asked)).permits;
      const names = new Map(permits.map(({ number, address }) => [number, address]));
      const live = answered.filter(isLive);
      const dead = answered.find((permit) => !isLive(permit));
      must(
        live.length === asked.length,
        () => `${live.length} of ${asked.length} answered live; one is ${dead ? stateOf(dead) : 'null'}`,
      );
      const misplaced = asked.filter(({ number }, at) => {
        const address = answered[at]?.address ?? null;
        const own = names.get(number) ?? null;
        return own === null ? address !== null : !address?.startsWith(own);
      });
      must(
        misplaced.length === 0,
        `${misplaced.length} got another permit’s answer, ${shown(misplaced[0])} first`,
      );
      return `${asked.length} asked in disorder, two of them twice, two absent: each its own`;
    },
  },
  {
    id: 'number-spellings',
    title: 'a number typed in full-width characters is the same number',
    why: 'numbers are copied from paper; a permit must not vanish for how its digits were typed',
    remedy: 'compare numbers by `permitNumberKey`, and ask for the spellings that the system may hold',
    needs: 'NAME',
    async run(kit) {
      const permit = kit.house.fresh();
      const typed = permit.number.replace(/[!-~]/g, (character) =>
        String.fromCharCode(character.charCodeAt(0) + 0xfee0),
      );
      const answer = await kit.readOne({ number: typed });
      must(
        stateOf(answer.permit) === 'LIVE' || answer.permit.freshness.state !== 'LIVE',
        `${typed}: ${stateOf(answer.permit)}, though the system has ${permit.number}`,
      );
      must(
        answer.permit.address === null || answer.permit.address.startsWith(permit.address),
        'another permit’s answer',
      );
      return `${typed}: ${stateOf(answer.permit)}`;
    },
  },
];

function isLive(permit: AnsweredPermit | null): boolean {
  return permit?.freshness.state === 'LIVE';
}
