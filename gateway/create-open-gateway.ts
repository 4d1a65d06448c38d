import { ApolloServer } from '@apollo/server';
import { Agent } from 'undici';
import type { Logger } from '../subgraphs/platform/logger.ts';
import type { HubContext } from './hub-context.ts';
import { createHubGateway } from './hub-gateway.ts';
import { openGatewayServer, type GatewayServer } from './http/gateway-server.ts';
import { createGraphiqlPage } from './http/graphiql-page.ts';
import { createGraphqlHandler } from './http/graphql-handler.ts';
import { NOT_WANTED } from './not-wanted.ts';
import type { GraphEngineFactory } from './planning/graph-engine.ts';
import { readSupergraphFile, watchSupergraphFile } from './supergraph/supergraph-file.ts';
import { createOpenDataSource } from './transport/open-data-source.ts';

export interface OpenGatewayOptions {
  /** Anybody's; followed while the gateway runs. */
  supergraphFile: string;
  port: number;
  /** Plans and executes; default Apollo's planner with our own executor. */
  engine?: GraphEngineFactory;
  log: Logger;
}

/** It trusts everybody who can reach it: that is whoever is on this machine. */
const HOST = '127.0.0.1';
const CONNECT_TIMEOUT_MS = 5_000;
/** For a subgraph's answer; a client that leaves ends the call before. */
const ANSWER_TIMEOUT_MS = 30_000;
const MOST_BODY_BYTES = 64 * 1024 * 1024;

/**
 * The gateway alone, over any supergraph: no sign-in, no limits, subgraphs wherever the file says, errors as the subgraphs
 * give them. For trying out and comparing, on loopback.
 */
export async function createOpenGateway(options: OpenGatewayOptions): Promise<GatewayServer> {
  const { supergraphFile, port, engine, log } = options;
  const supergraphSdl = readSupergraphFile(supergraphFile, '--supergraph');
  const agent = new Agent({
    connect: { timeout: CONNECT_TIMEOUT_MS },
    headersTimeout: ANSWER_TIMEOUT_MS,
    bodyTimeout: ANSWER_TIMEOUT_MS,
  });
  const gateway = await createHubGateway({
    supergraphSdl,
    dataSource: (subgraph) => createOpenDataSource(subgraph, agent),
    ...(engine ? { engine } : {}),
    open: true,
    log,
  });
  const server = new ApolloServer<HubContext>({
    gateway: gateway.asGateway as never,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    plugins: NOT_WANTED,
    logger: log,
    nodeEnv: 'production',
  });
  await server.start();
  const http = await openGatewayServer({
    port,
    host: HOST,
    graphql: createGraphqlHandler({ server, mostBodyBytes: MOST_BODY_BYTES }),
    graphiql: createGraphiqlPage({ demoLicense: null, readyMade: false }),
    ready: () => Promise.resolve(true),
    supergraph: () => supergraph.state,
    log,
  });
  const supergraph = watchSupergraphFile({
    file: supergraphFile,
    served: supergraphSdl,
    apply: (sdl) => gateway.update(sdl),
    log,
  });
  return {
    port: http.port,
    async close() {
      supergraph.close();
      await http.close();
      await server.stop();
      await agent.close();
    },
  };
}
