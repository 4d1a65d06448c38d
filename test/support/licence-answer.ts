import type { CompositeStatus } from '../../subgraphs/domain/composite-status.ts';
import type { Freshness } from '../../subgraphs/domain/freshness.ts';
import type { PermitStatus } from '../../subgraphs/domain/permit-status.ts';
import { eventually } from './eventually.ts';
import type { GraphqlAnswer, RunningHub } from './running-hub.ts';

/** The four departments with systems of their own. */
export const DEPARTMENTS = ['food', 'health', 'culture', 'tobacco'] as const;
export type Department = (typeof DEPARTMENTS)[number];

export interface ShownPermit {
  id: string;
  number: string;
  department: { code: Department | 'registry' };
  status: PermitStatus | null;
  validTo: string | null;
  onFace: boolean;
  freshness: Freshness;
}

export interface ShownLicence {
  number: string;
  version: number;
  status: CompositeStatus;
  freshness: Freshness;
  subPermits: ShownPermit[];
}

export interface LicenceAnswer {
  licence: ShownLicence;
  answer: GraphqlAnswer<{ compositeLicense: ShownLicence | null }>;
  /** Time until the whole answer was here, milliseconds. */
  ms: number;
  /** The licence's first permit of a department. @throws where it has none */
  permit(department: Department): ShownPermit;
}

export const LICENCE_FIELDS = `number version status freshness { state asOf reason }
  subPermits { id number department { code } status validTo onFace freshness { state asOf reason } }`;
const LICENCE = `query ($number: ID!) { compositeLicense(number: $number) { ${LICENCE_FIELDS} } }`;

/** Asks for one licence. @throws where there is none in the answer */
export async function askLicence(
  hub: RunningHub,
  number: string = hub.demoLicense,
  options?: Parameters<RunningHub['ask']>[2],
): Promise<LicenceAnswer> {
  const begun = performance.now();
  const answer = await hub.ask<{ compositeLicense: ShownLicence | null }>(LICENCE, { number }, options);
  const ms = performance.now() - begun;
  const licence = answer.data?.compositeLicense;
  if (!licence)
    throw new Error(`no licence ${number} in ${JSON.stringify({ ...answer, headers: undefined })}`);
  return {
    licence,
    answer,
    ms,
    permit(department) {
      const permit = licence.subPermits.find(({ department: { code } }) => code === department);
      if (!permit) throw new Error(`${number} has no permit of ${department}`);
      return permit;
    },
  };
}

const LICENCES = `query ($filter: LicenseFilter, $first: Int, $after: String) {
  licenses(filter: $filter, first: $first, after: $after) { edges { node { ${LICENCE_FIELDS} } } } }`;

/** The newest licences that fit a filter. */
export async function askLicences(
  hub: RunningHub,
  filter: Record<string, unknown>,
  first = 100,
): Promise<ShownLicence[]> {
  const { data, errors } = await hub.ask<{ licenses: { edges: { node: ShownLicence }[] } }>(LICENCES, {
    filter,
    first,
  });
  if (!data) throw new Error(JSON.stringify(errors));
  return data.licenses.edges.map(({ node }) => node);
}

/** State of the permit of each department, e.g. `{ food: 'LIVE', health: 'STALE' }`. */
export function statesOf({ licence }: LicenceAnswer): Record<string, string> {
  return Object.fromEntries(
    licence.subPermits.map(({ department, freshness }) => [department.code, freshness.state]),
  );
}

/** Tobacco bears ten calls a second: who asks more often waits for turns, and finds the next test waiting too. */
const ASK_EVERY_MS = 150;

/** Waits until every permit of the demo licence is live. @returns how long that took, milliseconds */
export async function untilLive(hub: RunningHub, withinMs = 5_000): Promise<number> {
  const begun = performance.now();
  await eventually(
    async () => {
      const answer = await askLicence(hub);
      const states = Object.values(statesOf(answer));
      if (states.some((state) => state !== 'LIVE'))
        throw new Error(JSON.stringify(answer.licence.subPermits));
    },
    withinMs,
    ASK_EVERY_MS,
  );
  return performance.now() - begun;
}
