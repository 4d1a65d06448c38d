import { z } from 'zod';
import { defineAdapter } from '../sdk/contract.ts';
import { createRegistryClient } from './client.ts';

/** Permits of departments that have no system of their own (police, film, drugs, devices, clinics). */
export default defineAdapter({
  department: { code: 'registry', name: '部门许可登记库' },
  permitType: 'RegistryPermit',
  description:
    'Permit of a department that has no system of its own, kept in the registry of the hub (部门许可登记).',
  specificFields: {
    authority: { type: 'String', description: 'Department that decides and keeps the permit, e.g. 公安.' },
  },
  limits: { batchSize: 500, concurrency: 4 },
  configuration: z.object({ REGISTRY_DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//) }),
  connect: (configuration) => createRegistryClient(configuration.REGISTRY_DATABASE_URL),
});
