/** The gateway of the system built by the book: Apollo Server and `@apollo/gateway` as their documentation has them. */
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { readFileSync } from 'node:fs';
import { readCanonicalSupergraph } from '../../../gateway/supergraph/canonical-supergraph.ts';
import { runProcess } from '../../../subgraphs/platform/process-life.ts';
import { sayReady } from '../measure/child-process.ts';
import { BENCH_CALLER, CALLER_HEADER, type SystemReady } from './system.ts';

const SUPERGRAPH = new URL('../../../schema/supergraph.graphql', import.meta.url);

class CallerDataSource extends RemoteGraphQLDataSource {
  override willSendRequest({
    request,
  }: Parameters<NonNullable<RemoteGraphQLDataSource['willSendRequest']>>[0]) {
    request.http?.headers.set(CALLER_HEADER, JSON.stringify(BENCH_CALLER));
  }
}

runProcess({
  async start(closers) {
    const origins = JSON.parse(String(process.env.BENCH_SUBGRAPHS)) as Record<string, string>;
    const gateway = new ApolloGateway({
      supergraphSdl: readCanonicalSupergraph(readFileSync(SUPERGRAPH, 'utf8')).executableSdl,
      // A subgraph that no case asks is not started.
      buildService: ({ name }) => new CallerDataSource({ url: origins[name] ?? 'http://127.0.0.1:9' }),
    });
    const server = new ApolloServer({ gateway, stopOnTerminationSignals: false });
    const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } });
    await closers.add('server', () => server.stop());
    sayReady({ origin: url.replace(/\/$/, ''), headers: {} } satisfies SystemReady);
  },
  complain: (line) => void process.stderr.write(`stock: ${line}\n`),
  stopWithinMs: 20_000,
});
