import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { createAuditLog } from '../../subgraphs/platform/audit/audit-log.ts';
import { readCallKeys } from '../../subgraphs/platform/internal-call/call-keys.ts';
import { defineAdapter } from '../sdk/contract.ts';
import { createPermitChanger, CHANGES_AT_ONCE } from './changing/permit-changer.ts';
import { registryResolvers } from './changing/resolvers.ts';
import { CONNECTIONS, createRegistryClient } from './client.ts';
import { openRegistryDatabase } from './registry-database.ts';

/** Permits of departments that have no system of their own (police, film, drugs, devices, clinics). */
export default defineAdapter({
  department: { code: 'registry', name: '部门许可登记库' },
  permitType: 'RegistryPermit',
  description:
    'Permit of a department that has no system of its own, kept in the registry of the hub (部门许可登记).',
  specificFields: {
    authority: { type: 'String', description: 'Department that decides and keeps the permit, e.g. 公安.' },
    sourceVersion: {
      type: 'Int',
      description: 'Version that the registry counts for this permit; it rises with every change.',
    },
  },
  limits: { batchSize: 500, concurrency: CONNECTIONS },
  configuration: z.object({
    REGISTRY_DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//),
    AUDIT_KEYS: z.string().transform((text) => readCallKeys(text, 'AUDIT_KEYS')),
  }),
  connect: (configuration, { log }) => createRegistryClient(configuration.REGISTRY_DATABASE_URL, log),
  operations: {
    sdl: readFileSync(new URL('operations.graphql', import.meta.url), 'utf8'),
    open({ REGISTRY_DATABASE_URL, AUDIT_KEYS }, { log }) {
      const orm = openRegistryDatabase(REGISTRY_DATABASE_URL, log, CHANGES_AT_ONCE);
      const changer = createPermitChanger({
        database: () => orm,
        audit: createAuditLog({ keys: AUDIT_KEYS, log }),
      });
      return { resolvers: { ...registryResolvers(changer) }, close: async () => (await orm).close() };
    },
  },
});
