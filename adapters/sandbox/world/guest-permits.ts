import type { AdapterTwin } from '../../sdk/conformance/twin.ts';
import type { WorldPermit } from '../core/system.ts';
import { demoLicence, type World } from './world.ts';
import { addDays, termFrom } from './terms.ts';

/** Every so many businesses of the demo world hold a permit of a department that is not of it. */
const ONE_IN = 4;
const VALID_YEARS = 5;

/**
 * Permits of a department that has joined, held by businesses of the demo world, that of the demo licence first. The
 * same at each start, so that the licences over them stay true.
 */
export function guestPermits(world: World, day: string, code: string, twin: AdapterTwin): WorldPermit[] {
  const demo = demoLicence(world);
  const persons = new Map(world.permits.map(({ uscc, legalPerson }) => [uscc, legalPerson]));
  const holders = [demo, ...world.licences.filter((licence, at) => licence !== demo && at % ONE_IN === 0)];
  return holders.map((licence, serial) => ({
    department: code,
    permitType: code.toUpperCase(),
    number: twin.permitNumber(serial),
    status: 'VALID',
    ...termFrom(addDays(day, -30), VALID_YEARS),
    scope: twin.scope,
    holderName: licence.holder.name,
    uscc: licence.holder.uscc,
    legalPerson: persons.get(licence.holder.uscc) ?? '王建明',
    address: licence.premises.address,
    regionCode: licence.regionCode,
    issuedBy: licence.issuer.name,
    industryCode: licence.industryCode,
  }));
}
