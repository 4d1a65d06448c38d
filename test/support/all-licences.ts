import type { RunningHub } from './running-hub.ts';

/** A licence as its rows show it. */
export interface ListedLicence {
  number: string;
  status: string;
  issuedAt: string;
  industry: { code: string };
  holder: { uscc: string };
  premises: { regionCode: string };
  subPermits: { department: { code: string }; status: string; validTo: string | null; onFace: boolean }[];
}

export interface ListedPage {
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  edges: { cursor: string; node: ListedLicence }[];
}

const ROW = `number status issuedAt industry { code } holder { uscc } premises { regionCode }
  subPermits { department { code } status validTo onFace }`;

const query = (row: string) => `query ($filter: LicenseFilter, $first: Int, $after: String) {
  licenses(filter: $filter, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } edges { cursor node { ${row} } } } }`;

export interface PageRequest {
  filter?: Record<string, unknown>;
  first?: number;
  after?: string | null;
}

/** One page. @param row what to select of a licence; without permits no department is asked */
export async function licencePage(
  hub: RunningHub,
  token: string,
  request: PageRequest = {},
  row = ROW,
): Promise<ListedPage> {
  const { data, errors } = await hub.ask<{ licenses: ListedPage }>(query(row), { ...request }, { token });
  if (errors || !data) throw new Error(`licenses(${JSON.stringify(request)}): ${JSON.stringify(errors)}`);
  return data.licenses as unknown as ListedPage;
}

/** All rows that a caller sees, page by page. */
export async function allLicences(
  hub: RunningHub,
  token: string,
  { first = 100, ...request }: Omit<PageRequest, 'after'> = {},
  row = ROW,
): Promise<ListedLicence[]> {
  const rows: ListedLicence[] = [];
  let after: string | null = null;
  do {
    const page: ListedPage = await licencePage(hub, token, { ...request, first, after }, row);
    rows.push(...page.edges.map(({ node }) => node));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  return rows;
}
