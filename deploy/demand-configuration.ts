import type { BlockList } from 'node:net';
import { z } from 'zod';
import { DEFAULT_COST_LIMITS, type CostLimitsByKind } from '../gateway/demand/cost-limits.ts';
import { readProxies } from '../gateway/http/client-address.ts';

/** How much callers may ask for, and how they are told apart. */
export interface DemandConfiguration {
  /** Undefined: no budgets and no limit of cost. */
  costLimits: CostLimitsByKind | undefined;
  trustedProxies: BlockList | undefined;
}

const budget = (byDefault: number) =>
  z
    .string()
    .regex(/^[1-9]\d{0,11}$/)
    .transform(Number)
    .default(byDefault);

const environmentSchema = z.object({
  LIMITS: z.enum(['on', 'off']).default('on'),
  BUDGET_ANONYMOUS: budget(DEFAULT_COST_LIMITS.anonymous.budget),
  BUDGET_SIGNED_IN: budget(DEFAULT_COST_LIMITS.signedIn.budget),
  BUDGET_SERVICE: budget(DEFAULT_COST_LIMITS.service.budget),
  TRUSTED_PROXIES: z.string().optional(),
});

const A_BUDGET = 'set it to a cost per minute and caller, a whole number from 1';
const TAKES: Readonly<Record<string, string>> = {
  LIMITS: 'set it to on or off',
  BUDGET_ANONYMOUS: A_BUDGET,
  BUDGET_SIGNED_IN: A_BUDGET,
  BUDGET_SERVICE: A_BUDGET,
};

/** @throws Error naming the variable, its value and what it takes */
export function readDemandConfiguration(
  environment: Readonly<Record<string, string | undefined>>,
  production: boolean,
): DemandConfiguration {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]?.path[0]);
    throw new Error(`${name} is "${environment[name]}"; ${TAKES[name]}.`);
  }
  const { LIMITS, BUDGET_ANONYMOUS, BUDGET_SIGNED_IN, BUDGET_SERVICE, TRUSTED_PROXIES } = parsed.data;
  if (LIMITS === 'off' && production) {
    throw new Error('LIMITS is "off" with NODE_ENV=production; unset LIMITS, it is for measuring only.');
  }
  const { anonymous, signedIn, service } = DEFAULT_COST_LIMITS;
  return {
    costLimits:
      LIMITS === 'off'
        ? undefined
        : {
            anonymous: { ...anonymous, budget: BUDGET_ANONYMOUS },
            signedIn: { ...signedIn, budget: BUDGET_SIGNED_IN },
            service: { ...service, budget: BUDGET_SERVICE },
          },
    trustedProxies: TRUSTED_PROXIES === undefined ? undefined : proxies(TRUSTED_PROXIES),
  };
}

function proxies(text: string): BlockList {
  try {
    return readProxies(text);
  } catch (error) {
    throw new Error(
      `TRUSTED_PROXIES: ${(error as Error).message}; set it to addresses or networks, e.g. 10.0.0.1,10.1.0.0/16.`,
      { cause: error },
    );
  }
}
