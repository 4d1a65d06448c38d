import { readChanged } from '../change-permit.ts';
import { must, NotApplicable, type Check } from '../check.ts';
import { stateOf } from '../kit.ts';

const REMEDY = 'put the word into the table of `mapping.ts` (`StatusByCode`); read it with `readStatus`';

/** The words of the department, and what is in no manual. */
export const vocabularyChecks: readonly Check[] = [
  {
    id: 'status-words',
    title: 'every status word of the department’s manual is read as the manual means it',
    why: 'a suspended permit shown as valid is worse than none',
    remedy: REMEDY,
    needs: 'NAME',
    async run(kit) {
      const wrong: string[] = [];
      for (const [code, status] of kit.house.twin.statusWords) {
        const permit = await readChanged(kit, { status: code });
        if (permit.freshness.state !== 'LIVE' || permit.status !== status) {
          wrong.push(`${code} is ${status}, and was read as ${permit.status}, ${stateOf(permit)}`);
        }
      }
      must(wrong.length === 0, wrong.join('; '));
      return `${kit.house.twin.statusWords.size} words`;
    },
  },
  {
    id: 'status-unlisted',
    title: 'a status word that stands in no manual is UNKNOWN, with a remark',
    why: 'code tables grow without anybody being told; a guess would say VALID',
    remedy: REMEDY,
    needs: 'NAME',
    async run(kit) {
      const { unlistedStatus } = kit.house.twin;
      if (unlistedStatus === null) throw new NotApplicable('the system itself refuses to hold such a word');
      const permit = await readChanged(kit, { status: unlistedStatus });
      must(permit.freshness.state === 'LIVE', `state ${stateOf(permit)}`);
      must(permit.status === 'UNKNOWN', `${unlistedStatus} was read as ${permit.status}`);
      must(permit.remarks.length > 0, 'no remark beside it');
      return `${unlistedStatus}: UNKNOWN, ${permit.remarks[0]!.code}`;
    },
  },
  {
    id: 'status-empty',
    title: 'an empty status is never read as VALID',
    why: 'missing data must not make a permit better than it is',
    remedy: REMEDY,
    needs: 'NAME',
    async run(kit) {
      const seen: string[] = [];
      for (const status of [null, '']) {
        const permit = await readChanged(kit, { status });
        must(permit.status !== 'VALID', `${JSON.stringify(status)} was read as VALID`);
        seen.push(`${JSON.stringify(status)}: ${permit.status}`);
      }
      return seen.join(', ');
    },
  },
];
