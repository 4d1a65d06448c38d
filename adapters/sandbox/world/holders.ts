import { buildUscc } from '../../../subgraphs/domain/uscc.ts';
import type { Place } from './places.ts';
import type { Random } from './random.ts';
import { BRANDS, GIVEN_NAMES, SURNAMES, TRADES } from './holder-names.ts';

/** A business of the demo world (市场主体). */
export interface Holder {
  uscc: string;
  name: string;
  /** Unmasked; invented. */
  legalPerson: string;
  /** 个体工商户, which tobacco numbers tell apart. */
  individual: boolean;
}

/** Share of individual households and of cooperatives; the rest are enterprises. */
const INDIVIDUAL_SHARE = 0.55;
const COOPERATIVE_SHARE = 0.04;

/** Trades that only a company may run in the demo world. */
const ENTERPRISES_ONLY = new Set(['cinema', 'arcade', 'ktv', 'internet']);

/** Founds businesses: each call a new one, with a name and a code that no other has. */
export function createHolderRegister(random: Random): { found(place: Place, trade: string): Holder } {
  const names = new Set<string>();
  const codes = new Set<string>();
  const brands = random.shuffled(BRANDS);
  let nextBrand = 0;

  function name(place: Place, trade: string, form: 'INDIVIDUAL' | 'COOPERATIVE' | 'ENTERPRISE'): string {
    for (let attempt = 0; ; attempt += 1) {
      // A world larger than its stock of names goes through them again, numbered.
      const round = Math.floor(attempt / brands.length);
      const brand = `${brands[nextBrand++ % brands.length]!}${round === 0 ? '' : `${round + 1}号`}`;
      const words = random.pick(TRADES[trade]!);
      const candidate =
        form === 'INDIVIDUAL'
          ? `${place.city}${place.county}${brand}${words.shop}`
          : form === 'COOPERATIVE'
            ? `${place.county}${brand}农民专业合作社${words.shop}`
            : `${place.city}${brand}${words.company}有限公司`;
      if (!names.has(candidate)) {
        names.add(candidate);
        return candidate;
      }
    }
  }

  function code(place: Place, category: string): string {
    for (;;) {
      const subject = `MA${Array.from({ length: 6 }, () => random.pick([...'0123456789ABCDEFGHJKLMNPQRTUWXY'])).join('')}`;
      const candidate = buildUscc({ authority: '9', category, region: place.code, subject });
      if (!codes.has(candidate)) {
        codes.add(candidate);
        return candidate;
      }
    }
  }

  return {
    found(place, trade) {
      const draw = random.between(1, 100) / 100;
      const form = ENTERPRISES_ONLY.has(trade)
        ? 'ENTERPRISE'
        : draw <= INDIVIDUAL_SHARE
          ? 'INDIVIDUAL'
          : draw <= INDIVIDUAL_SHARE + COOPERATIVE_SHARE
            ? 'COOPERATIVE'
            : 'ENTERPRISE';
      return {
        uscc: code(place, { ENTERPRISE: '1', INDIVIDUAL: '2', COOPERATIVE: '3' }[form]),
        name: name(place, trade, form),
        legalPerson: random.pick(SURNAMES) + random.pick(GIVEN_NAMES),
        individual: form === 'INDIVIDUAL',
      };
    },
  };
}
