import { epochDay } from '../../../subgraphs/domain/calendar-date.ts';
import type { PermitStatus } from '../../../subgraphs/domain/permit-status.ts';
import type { WorldPermit } from '../core/system.ts';
import { dealOutcomes, outcomeKey } from './deal-outcomes.ts';
import { permitScope } from './industry-traits.ts';
import { planLicences, type WorldSize } from './licence-plans.ts';
import { statusOf, termOf } from './outcomes.ts';
import { createNumberRegister } from './permit-numbers.ts';
import { requirePermitType } from './permit-types.ts';
import { issuingAuthority } from './places.ts';
import { createRandom } from './random.ts';
import { addDays } from './terms.ts';

/** A permit of a department with no system of its own; the hub keeps it itself. */
export interface RegistryPermit {
  number: string;
  permitType: string;
  status: PermitStatus;
  validFrom: string;
  validTo: string | null;
  scope: readonly string[];
  holderName: string;
  uscc: string;
  address: string;
  regionCode: string;
  authority: string;
}

export interface LicencePermit {
  department: string;
  permitType: string;
  number: string;
  /** The hub has never had an answer for it. */
  neverRead?: boolean;
}

/** A composite licence (行业综合许可证) as it was issued. */
export interface WorldLicence {
  /** `YZ-` region of the programme, year of issue, serial of that region and year. */
  number: string;
  /** County or district of the premises. */
  regionCode: string;
  programme: string;
  industryCode: string;
  industryName: string;
  /** Fewest permits in force that the programme asks for. */
  minimum: number;
  holder: { uscc: string; name: string };
  premises: { regionCode: string; address: string };
  issuer: { name: string; regionCode: string };
  /** RFC 3339 in Beijing time. */
  issuedAt: string;
  permits: LicencePermit[];
}

export interface World {
  /** Permits in the four department systems. */
  permits: WorldPermit[];
  registryPermits: RegistryPermit[];
  licences: WorldLicence[];
}

export interface WorldOptions {
  seed: number;
  /** Day of the first start, `YYYY-MM-DD`; all dates are offsets from it. */
  day: string;
  /** Another size than the demo's, e.g. for a benchmark. */
  size?: WorldSize;
}

/** Licence of Kaifeng (counted from 0) that holds the one permit never read. */
const NEVER_READ_LICENCE = 1;
const OPEN_ENDED_TYPES: ReadonlySet<string> = new Set(['WLWH', 'SPDJ']);
const OPEN_ENDED_SHARE = 0.3;

/**
 * The demo world: businesses, the statutory permits that they hold, and the composite licences over these. The same
 * seed and day give the same world, on any machine.
 * @throws RangeError where `day` is no existing day
 */
export function createWorld({ seed, day, size }: WorldOptions): World {
  epochDay(day);
  const random = createRandom(seed);
  const plans = planLicences(random, size);
  const outcomes = dealOutcomes(plans, random);
  const numbers = createNumberRegister();
  const world: World = { permits: [], registryPermits: [], licences: [] };
  const serials = new Map<string, number>();
  let kaifengLicences = 0;

  plans.forEach((plan, index) => {
    const { programme, industry, place, holder, address, issuedDaysAgo } = plan;
    const issuedOn = addDays(day, -issuedDaysAgo);
    const series = `YZ-${programme.regionCode}-${issuedOn.slice(0, 4)}`;
    const serial = (serials.get(series) ?? 0) + 1;
    serials.set(series, serial);
    const neverRead = programme.code === 'kaifeng' && kaifengLicences++ === NEVER_READ_LICENCE;
    const permits = plan.permitTypes.map((code, position): LicencePermit => {
      const type = requirePermitType(code);
      const outcome = outcomes.get(outcomeKey(index, code)) ?? 'VALID';
      const openEnded = OPEN_ENDED_TYPES.has(code) && random.chance(OPEN_ENDED_SHARE);
      const term = termOf({ outcome, day, issuedDaysAgo, validYears: type.validYears, openEnded }, random);
      const number = numbers.next({
        permitType: code,
        place,
        industryCode: industry.code,
        individual: holder.individual,
        year: term.validFrom.slice(0, 4),
      });
      const fields = {
        number,
        permitType: code,
        status: statusOf(outcome),
        ...term,
        scope: permitScope(code, industry.code),
        holderName: holder.name,
        uscc: holder.uscc,
        address,
        regionCode: place.code,
      };
      const authority = issuingAuthority(place, code);
      if (type.department === 'registry') world.registryPermits.push({ ...fields, authority });
      else {
        world.permits.push({
          ...fields,
          department: type.department,
          legalPerson: holder.legalPerson,
          issuedBy: authority,
          industryCode: industry.code,
        });
      }
      const entry = { department: type.department, permitType: code, number };
      return neverRead && position === 0 ? { ...entry, neverRead: true } : entry;
    });
    world.licences.push({
      number: `${series}-${String(serial).padStart(6, '0')}`,
      regionCode: place.code,
      programme: programme.code,
      industryCode: industry.code,
      industryName: industry.name,
      minimum: programme.minPermits,
      holder: { uscc: holder.uscc, name: holder.name },
      premises: { regionCode: place.code, address },
      issuer: { ...programme.issuer },
      issuedAt: `${issuedOn}T${timeOfIssue(index)}+08:00`,
      permits,
    });
  });
  return world;
}

/** The licence of the demo and the benchmark: a KTV in 开封市鼓楼区 with a valid permit in each department. */
export function demoLicence(world: World): WorldLicence {
  const licence = world.licences.find(({ programme }) => programme === 'kaifeng');
  if (!licence) throw new Error('the demo world has no licence in Kaifeng');
  return licence;
}

/** Office hours, to the second; another one for each licence, so that no two were issued at the same moment. */
function timeOfIssue(index: number): string {
  const second = 9 * 3600 + ((index * 97) % (8 * 3600));
  return new Date(second * 1000).toISOString().slice(11, 19);
}

/** The permits of one department. */
export function permitsOf(world: World, department: string): WorldPermit[] {
  return world.permits.filter((permit) => permit.department === department);
}
