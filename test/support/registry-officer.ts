import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { GraphqlAnswer, RunningHub } from './running-hub.ts';
import { buildUscc } from '../../subgraphs/domain/uscc.ts';

/** Each verb with its published operation. */
export const OPERATIONS = {
  grant: 'grantRegistryPermit',
  vary: 'varyRegistryPermit',
  acceptRenewal: 'acceptRegistryRenewal',
  renew: 'renewRegistryPermit',
  suspend: 'suspendRegistryPermit',
  resume: 'resumeRegistryPermit',
  cancel: 'cancelRegistryPermit',
  withdraw: 'withdrawRegistryPermit',
  rescind: 'rescindRegistryPermit',
  revoke: 'revokeRegistryPermit',
  lapse: 'lapseRegistryPermit',
} as const;
export type Verb = keyof typeof OPERATIONS;
export const VERBS = Object.keys(OPERATIONS) as Verb[];

export interface ChangeData {
  id: string;
  verb: string;
  statusBefore: string | null;
  statusAfter: string;
  entry: { number: string; version: number; status: string; [field: string]: unknown };
}

export interface Decided {
  status: number;
  /** Null where it was refused. */
  change: ChangeData | null;
  code: string | undefined;
  message: string;
  answer: GraphqlAnswer<Record<string, ChangeData | null>>;
}

export const POLICE = {
  role: 'officer',
  id: 'officer-7',
  region: '150300',
  department: 'registry',
  authority: 'public-security',
} as const;

const documents = new Map<string, string>();
function published(name: string): string {
  let text = documents.get(name);
  if (text === undefined) {
    text = readFileSync(new URL(`../../schema/operations/${name}.graphql`, import.meta.url), 'utf8');
    documents.set(name, text);
  }
  return text;
}

export const decision = (over: Record<string, unknown> = {}) => ({
  legalBasis: '行政许可法第六十一条',
  reason: '现场检查不合格',
  decidedAt: new Date().toISOString(),
  ...over,
});

let serial = 0;
/** A sound input for a verb; `number` is a fresh one for a grant. */
export function inputOf(verb: Verb, over: Record<string, unknown> = {}): Record<string, unknown> {
  serial += 1;
  const common = { idempotencyKey: randomUUID(), decision: decision() };
  if (verb === 'grant') {
    return {
      ...common,
      number: `乌公特旅字第150302-${process.pid}-${serial}号`,
      permitType: 'TZHY',
      holder: {
        uscc: buildUscc({ authority: '9', category: '1', region: '150302', subject: 'MA0P1234' }),
        name: '乌海市𠮷祥宾馆',
      },
      premises: { regionCode: '150302', address: '海勃湾区新华街1号' },
      scope: ['旅馆业'],
      validFrom: '2026-01-01',
      validTo: '2030-12-31',
      issuedBy: '乌海市公安局',
      ...over,
    };
  }
  const terms: Partial<Record<Verb, Record<string, unknown>>> = {
    vary: { holderName: '乌海市新名宾馆' },
    renew: { validTo: '2035-12-31' },
  };
  return { ...common, ...terms[verb], ...over };
}

export async function decide(
  hub: RunningHub,
  token: string | null,
  verb: Verb,
  input: Record<string, unknown>,
): Promise<Decided> {
  const field = OPERATIONS[verb];
  const answer = await hub.ask<Record<string, ChangeData | null>>(published(field), { input }, { token });
  const [error] = answer.errors ?? [];
  return {
    status: answer.status,
    change: answer.data?.[field] ?? null,
    code: error?.extensions.code,
    message: error?.message ?? '',
    answer,
  };
}

/** A fresh permit of the police, at version 1. */
export async function granted(
  hub: RunningHub,
  token: string,
  over: Record<string, unknown> = {},
): Promise<string> {
  const { change, message } = await decide(hub, token, 'grant', inputOf('grant', over));
  if (!change) throw new Error(`not granted: ${message}`);
  return change.entry.number;
}
