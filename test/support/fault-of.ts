import { DepartmentFault } from '../../adapters/sdk/contract.ts';

/** The fault that a call ends in. @throws what else it ends in, an answer included */
export async function faultOf(answer: Promise<unknown>): Promise<DepartmentFault> {
  const outcome = await answer.then(
    (value) => new Error(`answered: ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
  if (outcome instanceof DepartmentFault) return outcome;
  throw outcome;
}
