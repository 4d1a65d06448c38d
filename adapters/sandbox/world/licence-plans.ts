import { PROGRAMMES } from '../../../subgraphs/domain/catalogue/catalogue.ts';
import type { Industry, Programme } from '../../../subgraphs/domain/catalogue/catalogue-types.ts';
import { createHolderRegister, type Holder } from './holders.ts';
import { industryTrait } from './industry-traits.ts';
import { PLACES, type Place } from './places.ts';
import type { Random } from './random.ts';

/** A licence before its permits have numbers, terms and outcomes. */
export interface LicencePlan {
  programme: Programme;
  industry: Industry;
  place: Place;
  holder: Holder;
  address: string;
  /** Codes in the catalogue's order. */
  permitTypes: string[];
  /** Days between its issue and the day of the first start; at least 1. */
  issuedDaysAgo: number;
}

/** Licences by programme, and days since the first of them. */
const COUNTS: Readonly<Record<string, { licences: number; longestAgo: number }>> = {
  wuhai: { licences: 170, longestAgo: 545 },
  kaifeng: { licences: 28, longestAgo: 200 },
  pingluo: { licences: 20, longestAgo: 500 },
  hezhou: { licences: 20, longestAgo: 530 },
  shanxi: { licences: 20, longestAgo: 400 },
};

/** How much of a world there is. */
export interface WorldSize {
  /** Licences by programme code, instead of the demo's. */
  licences?: Readonly<Record<string, number>>;
  /** Share of on-demand permits (按需办理) that a business asks for, 0 to 1. */
  demandShare?: number;
}

/** Share of licences whose holder runs other premises with a licence of their own. */
const SECOND_PREMISES_SHARE = 0.06;
const DEMAND_SHARE = 0.75;

/**
 * All licences of the world, programme by programme, within each from the first issued to the last. The first of each
 * stands at the programme's first place and holds whatever its industry may hold: Kaifeng's is the demo licence.
 */
export function planLicences(random: Random, size: WorldSize = {}): LicencePlan[] {
  const demandShare = size.demandShare ?? DEMAND_SHARE;
  const register = createHolderRegister(random);
  return PROGRAMMES.flatMap((programme) => {
    const { licences: usual, longestAgo } = COUNTS[programme.code]!;
    const licences = size.licences?.[programme.code] ?? usual;
    const places = PLACES.filter((place) => place.programme === programme.code);
    const companies = new Map<string, Holder[]>();
    return Array.from({ length: licences }, (_, index): LicencePlan => {
      const isFirst = index === 0;
      const industry = programme.industries[index % programme.industries.length]!;
      const place = isFirst ? places[0]! : random.pick(places);
      const { trade } = industryTrait(industry.code);
      const known = companies.get(industry.code) ?? [];
      const again = known.length > 0 && random.chance(SECOND_PREMISES_SHARE);
      const holder = again ? random.pick(known) : register.found(place, trade);
      if (!holder.individual && !again) companies.set(industry.code, [...known, holder]);
      return {
        programme,
        industry,
        place,
        holder,
        address: addressIn(place, random),
        permitTypes: isFirst ? codesOf(industry) : wantedPermits(programme, industry, demandShare, random),
        issuedDaysAgo: Math.max(1, Math.round(longestAgo * (1 - index / licences))),
      };
    });
  });
}

function codesOf(industry: Industry): string[] {
  return industry.permits.map(({ code }) => code);
}

/** A choice that the catalogue allows: alternatives exclude each other, and the programme's minimum is met. */
function wantedPermits(
  programme: Programme,
  industry: Industry,
  demandShare: number,
  random: Random,
): string[] {
  const dropped = new Set(
    industry.alternatives.flatMap((group) => {
      const kept = random.pick(group);
      return group.filter((code) => code !== kept);
    }),
  );
  for (const group of industry.atLeastOneOf) {
    if (!random.chance(0.4)) dropped.add(random.pick(group));
  }
  const possible = codesOf(industry).filter((code) => !dropped.has(code));
  if (!industry.onDemand) return possible;
  const least = Math.max(1, programme.minPermits);
  const wanted = new Set(
    random.shuffled(possible).filter((_, index) => index < least || random.chance(demandShare)),
  );
  return possible.filter((code) => wanted.has(code));
}

function addressIn(place: Place, random: Random): string {
  const suite = random.pick(['', '1层', '2层201室', '3层', '底商５号', 'B座1-2层']);
  return `${place.city}${place.county}${random.pick(place.streets)}${random.between(1, 268)}号${suite}`;
}
