import type { LicencePlan } from './licence-plans.ts';
import { outcomesToShow, type Outcome } from './outcomes.ts';
import { requirePermitType } from './permit-types.ts';
import type { Random } from './random.ts';

/**
 * Which permit of which plan has met with what; the others are valid. At most one permit of a licence, and none of a
 * programme's first licence. Keys are those of `outcomeKey`.
 */
export function dealOutcomes(plans: readonly LicencePlan[], random: Random): Map<string, Outcome> {
  const firstOfProgramme = new Set(
    plans.flatMap(({ programme }, index) => (plans[index - 1]?.programme === programme ? [] : [index])),
  );
  const free = new Set([...plans.keys()].filter((index) => !firstOfProgramme.has(index)));
  const dealt = new Map<string, Outcome>();
  for (const { department, outcome } of outcomesToShow()) {
    const candidates = [...free].flatMap((index) => {
      const code = plans[index]!.permitTypes.find(
        (type) =>
          requirePermitType(type).department === department && (outcome !== 'ENDS_SOON' || hasTerm(type)),
      );
      return code === undefined ? [] : [{ index, code }];
    });
    const { index, code } = random.pick(candidates);
    free.delete(index);
    dealt.set(outcomeKey(index, code), outcome);
  }
  return dealt;
}

function hasTerm(code: string): boolean {
  return requirePermitType(code).validYears !== null;
}

/** @param planIndex place of the licence among all plans */
export function outcomeKey(planIndex: number, permitType: string): string {
  return `${planIndex} ${permitType}`;
}
