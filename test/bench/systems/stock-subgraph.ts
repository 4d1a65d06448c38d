/** One subgraph of the system built by the book: our schema and resolvers behind Apollo Server, in a process. */
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { createAdapterService } from '../../../adapters/sdk/adapter-service.ts';
import type { Caller } from '../../../subgraphs/domain/caller.ts';
import { createIssuance } from '../../../subgraphs/issuance/service.ts';
import { createLogger } from '../../../subgraphs/platform/logger.ts';
import { runProcess } from '../../../subgraphs/platform/process-life.ts';
import type { LocalSubgraph, SubgraphContext } from '../../../subgraphs/platform/subgraph-service.ts';
import { benchDefinitions } from '../adapters.ts';
import { sayReady } from '../measure/child-process.ts';
import { CALLER_HEADER, readSetting, type SystemReady } from './system.ts';

const name = String(process.env.BENCH_SUBGRAPH);

runProcess({
  async start(closers) {
    const subgraph = await open();
    await closers.add(name, () => subgraph.close());
    const server = new ApolloServer<SubgraphContext>({
      schema: subgraph.schema,
      stopOnTerminationSignals: false,
    });
    const { url } = await startStandaloneServer(server, {
      listen: { port: 0, host: '127.0.0.1' },
      context: ({ req }) =>
        Promise.resolve(
          subgraph.contextOf({
            caller: JSON.parse(String(req.headers[CALLER_HEADER])) as Caller,
            signal: new AbortController().signal,
            extensions: {},
          }),
        ),
    });
    await closers.add('server', () => server.stop());
    sayReady({ origin: url.replace(/\/$/, ''), headers: {} } satisfies SystemReady);
  },
  complain: (line) => void process.stderr.write(`${name}: ${line}\n`),
  stopWithinMs: 20_000,
});

async function open(): Promise<LocalSubgraph> {
  const { databaseUrl, access } = readSetting();
  if (name === 'issuance') return createIssuance({ databaseUrl, log: createLogger(name) });
  const definition = benchDefinitions(access).find(({ department }) => department.code === name);
  if (!definition) throw new Error(`no adapter ${name}`);
  return createAdapterService({ definition, environment: access.environment, log: createLogger(name) });
}
