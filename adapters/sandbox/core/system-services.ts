import type { EmbeddedPostgres } from '../../../subgraphs/platform/embedded-postgres.ts';
import type { SystemServices } from './system.ts';

export interface SystemServicesOptions {
  /** The sandbox's own server, apart from the hub's. */
  postgres: Pick<EmbeddedPostgres, 'uri' | 'ensureDatabase'>;
  secret: SystemServices['secret'];
  /** Ports that were used by an earlier start and are free now. */
  ports: Readonly<Record<string, number>>;
}

/** What the department systems get from the sandbox: a database each, secrets, and their old port where free. */
export function createSystemServices({ postgres, secret, ports }: SystemServicesOptions): SystemServices {
  return {
    secret,
    async database(name) {
      await postgres.ensureDatabase(name);
      return postgres.uri(name);
    },
    port: (name) => ports[name] ?? 0,
  };
}
