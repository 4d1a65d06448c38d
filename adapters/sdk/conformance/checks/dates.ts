import { beijingDate } from '../../../../subgraphs/domain/beijing-time.ts';
import { changePermit, readChanged } from '../change-permit.ts';
import { must, NotApplicable, type Check } from '../check.ts';
import { stateOf } from '../kit.ts';

const REMEDY = 'read dates with `readDate`, which knows how departments write them';

/** Days that are none, and days that have passed. */
export const dateChecks: readonly Check[] = [
  {
    id: 'date-open-ended',
    title: '99991231 and an empty end date are no end date',
    why: 'the year 9999 on a certificate is nobody’s decision',
    remedy: REMEDY,
    needs: 'NAME',
    async run(kit) {
      let read = 0;
      for (const validTo of ['99991231', '', null]) {
        const permit = await readChanged(kit, { validTo }).catch((error: unknown) => {
          if (error instanceof NotApplicable) return null;
          throw error;
        });
        if (!permit) continue;
        read += 1;
        must(permit.validTo === null, `${JSON.stringify(validTo)} was read as ${permit.validTo}`);
      }
      if (read === 0) throw new NotApplicable('the system can say none of them');
      return `${read} ways to say it: null`;
    },
  },
  {
    id: 'date-impossible',
    title: 'a day that does not exist (20250230) is null with a remark, or not believed; never a crash',
    why: 'a date that rolls over to March makes a permit valid for days that nobody granted',
    remedy: REMEDY,
    needs: 'NAME',
    async run(kit) {
      const seen: string[] = [];
      for (const validTo of ['20250230', '00000000', '见副本']) {
        const permit = await readChanged(kit, { validTo });
        must(permit.validTo === null, `${validTo} was read as ${permit.validTo}`);
        if (permit.freshness.state === 'LIVE') must(permit.remarks.length > 0, `${validTo}: no remark`);
        seen.push(`${validTo}: null, ${stateOf(permit)}`);
      }
      return seen.join('; ');
    },
  },
  {
    id: 'date-passed',
    title: 'a permit that the system still calls valid the day after its end is EXPIRED, and it is said',
    why: 'clerks are late; the holder’s right ended at midnight',
    remedy: 'pass the end date on as it is; the SDK applies the clock',
    needs: 'NAME',
    async run(kit) {
      const yesterday = beijingDate(new Date(Date.now() - 86_400_000));
      const permit = kit.house.fresh();
      const dateText = kit.house.twin.date ?? ((day: string) => day.replaceAll('-', ''));
      await changePermit(kit, permit, { validTo: dateText(yesterday) });
      const { permit: answer, observations } = await kit.readOne({ number: permit.number });
      must(answer.validTo === yesterday, `end date ${yesterday} was read as ${answer.validTo}`);
      must(answer.status === 'EXPIRED', `status ${answer.status}`);
      const remarks = observations[0]?.record?.remarks ?? [];
      must(
        remarks.some(({ code }) => code === 'PAST_END_DATE'),
        'the observation does not say so',
      );
      return `ended ${yesterday}: EXPIRED, PAST_END_DATE`;
    },
  },
];
