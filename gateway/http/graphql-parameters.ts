import { hubError } from '../../subgraphs/platform/hub-error.ts';

const MAPS = ['variables', 'extensions'];

/**
 * The parameters of a POST (GraphQL over HTTP, "Request parameters") from its parsed body.
 * @throws GraphQLError BAD_REQUEST naming the parameter and what it takes
 */
export function readParameters(body: unknown): Record<string, unknown> {
  if (Array.isArray(body))
    throw hubError('BAD_REQUEST', 'Send one operation a request; batches are not served.');
  if (!isMap(body))
    throw hubError('BAD_REQUEST', 'Send a JSON object as the body: {"query": "…", "variables": {…}}.');
  const { query, operationName, extensions } = body;
  // A client of persisted queries begins with their hash alone, and learns from the answer to send them whole.
  const byHash = isMap(extensions) && extensions.persistedQuery != null;
  if (!(byHash && query === undefined) && (typeof query !== 'string' || query === '')) {
    throw hubError('BAD_REQUEST', 'Send the GraphQL document as a text in query.');
  }
  if (operationName != null && typeof operationName !== 'string') {
    throw hubError(
      'BAD_REQUEST',
      'Send the name of one operation of the document as a text in operationName.',
    );
  }
  for (const name of MAPS) {
    if (body[name] != null && !isMap(body[name])) {
      throw hubError('BAD_REQUEST', `Send ${name} as a JSON object, not as a list or a text.`);
    }
  }
  return body;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
