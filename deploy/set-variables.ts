export type Environment = Readonly<Record<string, string | undefined>>;

/** An empty variable is one that somebody unset in a file of variables. */
export function setVariables(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
}
