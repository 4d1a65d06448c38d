import { hubError } from '../../../subgraphs/platform/hub-error.ts';
import type { MutationResolvers, QueryResolvers } from '../../../schema/generated/registry.ts';
import type { Asking, PermitChanger } from './permit-changer.ts';
import type { RegistryVerb } from './permit-steps.ts';

const VERBS = {
  grantRegistryPermit: 'GRANT',
  varyRegistryPermit: 'VARY',
  acceptRegistryRenewal: 'ACCEPT_RENEWAL',
  renewRegistryPermit: 'RENEW',
  suspendRegistryPermit: 'SUSPEND',
  resumeRegistryPermit: 'RESUME',
  cancelRegistryPermit: 'CANCEL',
  withdrawRegistryPermit: 'WITHDRAW',
  rescindRegistryPermit: 'RESCIND',
  revokeRegistryPermit: 'REVOKE',
  lapseRegistryPermit: 'LAPSE',
} as const satisfies Record<string, RegistryVerb>;

/** The registry's own root fields over its changer; a mutation for each verb. */
export function registryResolvers(changer: PermitChanger): {
  Query: QueryResolvers;
  Mutation: MutationResolvers;
} {
  const mutation =
    (verb: RegistryVerb) =>
    (_: unknown, { input }: { input: { number: string } }, asking: Asking) =>
      changer.change(verb, input, asking);
  return {
    Query: {
      async registryEntry(_, { number }, asking) {
        const entry = await changer.find(number, asking);
        if (!entry) throw hubError('PERMIT_NOT_FOUND');
        return entry;
      },
    },
    Mutation: Object.fromEntries(
      Object.entries(VERBS).map(([field, verb]) => [field, mutation(verb)]),
    ) as MutationResolvers,
  };
}
