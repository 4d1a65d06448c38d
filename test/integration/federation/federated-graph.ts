import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse, type GraphQLSchema } from 'graphql';
import { LINK, type World } from './world.ts';

export interface FederatedGraph {
  readonly supergraphSdl: string;
  close(): Promise<void>;
}

/** Serves the subgraphs of a world over HTTP and composes them. */
export async function serveWorld({ subgraphs }: World): Promise<FederatedGraph> {
  const schemas = new Map<string, GraphQLSchema>();
  const services = Object.entries(subgraphs).map(([name, { sdl, resolvers, federation1 }]) => {
    const typeDefs = parse(federation1 ? sdl : `${LINK}\n${sdl}`);
    schemas.set(`/${name}`, buildSubgraphSchema({ typeDefs, resolvers: resolvers as never }));
    return { name, typeDefs };
  });
  const server = createServer((request, response) => {
    void (async () => {
      const { query, variables, operationName } = JSON.parse((await buffer(request)).toString()) as {
        query: string;
        variables?: Record<string, unknown>;
        operationName?: string;
      };
      const schema = schemas.get(request.url ?? '') as GraphQLSchema;
      const answer = await graphql({ schema, source: query, variableValues: variables, operationName });
      response
        .writeHead(200, {
          'content-type': 'application/json',
          // Meant for whoever calls the subgraph: no client of the gateway may ever see these.
          'set-cookie': 'session=of-the-subgraph',
          'access-control-allow-origin': '*',
        })
        .end(JSON.stringify(answer));
    })().catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  const nobody = createServer();
  const port = await listen(server);
  const deadPort = await listen(nobody);
  await close(nobody);
  const { supergraphSdl, errors } = composeServices(
    services.map((service) => ({
      ...service,
      url: `http://127.0.0.1:${subgraphs[service.name]?.isDown ? deadPort : port}/${service.name}`,
    })),
  );
  if (!supergraphSdl) {
    await close(server);
    throw new Error(`does not compose: ${errors?.map(({ message }) => message).join('; ')}`);
  }
  return { supergraphSdl, close: () => close(server) };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
