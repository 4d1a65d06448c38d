/**
 * Forgets the variables of PostgreSQL's own programs (`PGSSLMODE`, `PGOPTIONS` …), which the driver reads too: they are
 * about a server that the user works with, and would keep this process from an embedded one. For entry points.
 */
export function forgetPostgresVariables(environment: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(environment)) {
    if (/^PG[A-Z]+$/.test(name)) delete environment[name];
  }
}
