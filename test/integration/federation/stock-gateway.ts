import { ApolloServer } from '@apollo/server';
import { ApolloGateway } from '@apollo/gateway';
import type { Question } from './world.ts';

export interface Answer {
  data: unknown;
  fails: boolean;
}

export interface AskedGateway {
  ask(question: Question): Promise<Answer>;
  close(): Promise<void>;
}

process.env.APOLLO_TELEMETRY_DISABLED = '1';

/** What a team gets from the documentation: `@apollo/gateway` as it comes, its own data source included. */
export async function openStockGateway(supergraphSdl: string): Promise<AskedGateway> {
  const silent = { debug() {}, info() {}, warn() {}, error() {} };
  const server = new ApolloServer({
    gateway: new ApolloGateway({ supergraphSdl, logger: silent }) as never,
    introspection: true,
    stopOnTerminationSignals: false,
    logger: silent,
  });
  await server.start();
  return {
    async ask({ query, variables = {} }) {
      const { body } = await server.executeOperation({ query, variables });
      if (body.kind !== 'single') throw new Error('incremental delivery');
      // As it would arrive: through JSON.
      const { data = null, errors } = JSON.parse(JSON.stringify(body.singleResult)) as {
        data?: unknown;
        errors?: unknown[];
      };
      return { data, fails: (errors?.length ?? 0) > 0 };
    },
    close: () => server.stop(),
  };
}
