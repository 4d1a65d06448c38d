import type { GraphQLFormattedError } from 'graphql';
import { isErrorCode } from '../error-codes.ts';
import type { Logger } from '../logger.ts';
import type { SubgraphResponse } from '../subgraph-service.ts';

/**
 * What of an answer leaves this process: errors of the hub's own table as they are; of any other (SQL, a path, a
 * department's text) the text stays in this role's log.
 */
export function toWire({ errors, ...answer }: SubgraphResponse, log: Logger): Record<string, unknown> {
  if (!errors?.length) return answer;
  return {
    ...answer,
    errors: errors.map((error): GraphQLFormattedError => {
      if (isErrorCode(error.extensions?.code)) return error.toJSON();
      log.error({ err: error.originalError ?? error }, 'subgraph error');
      return {
        message: 'INTERNAL',
        ...(error.path ? { path: error.path } : {}),
        extensions: { code: 'INTERNAL_SERVER_ERROR' },
      };
    }),
  };
}
