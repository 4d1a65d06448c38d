import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { GraphQLError } from 'graphql';
import type { Dispatcher } from 'undici';
import type { HubContext } from '../hub-context.ts';
import type { NamedSubgraph } from '../planning/graph-engine.ts';

type Answer = Awaited<ReturnType<GraphQLDataSource['process']>>;

/**
 * Anybody's subgraph at the address that the supergraph file names, for the open gateway: neither signed nor guarded, and
 * its errors go on as they are. No redirect is followed.
 */
export function createOpenDataSource(
  { name, url }: NamedSubgraph,
  dispatcher: Dispatcher,
): GraphQLDataSource<HubContext> {
  const address = url === undefined ? null : URL.parse(url);

  async function process({ request, context }: GraphQLDataSourceProcessOptions<HubContext>): Promise<Answer> {
    if (!address || !/^https?:$/.test(address.protocol)) {
      throw new GraphQLError(
        `The supergraph names no address of subgraph ${name} (its url is "${url ?? ''}").`,
      );
    }
    const { query, variables, operationName } = request;
    const { statusCode, body } = await dispatcher.request({
      origin: address.origin,
      path: `${address.pathname}${address.search}`,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
      },
      body: JSON.stringify({ query, variables, operationName }),
      signal: (context as Partial<HubContext>).signal ?? null,
    });
    const text = await body.text();
    if (statusCode >= 200 && statusCode < 300) return readAnswer(text);
    throw new GraphQLError(`Subgraph ${name} answered with HTTP ${statusCode}.`, {
      extensions: { response: { status: statusCode, body: text.slice(0, 1_000) } },
    });
  }

  function readAnswer(text: string): Answer {
    let answer: unknown;
    try {
      answer = JSON.parse(text);
    } catch {
      answer = undefined;
    }
    if (typeof answer !== 'object' || answer === null) {
      throw new GraphQLError(`Subgraph ${name} answered with no JSON object.`);
    }
    return answer as Answer;
  }

  return { process };
}
