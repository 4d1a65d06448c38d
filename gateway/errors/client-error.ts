import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { isErrorCode } from '../../subgraphs/platform/error-codes.ts';
import type { Logger } from '../../subgraphs/platform/logger.ts';

const TOO_MANY_TOKENS = /contains more than \d+ tokens/;

/**
 * What a client sees of an error: its message where the code is of the table, else an incident number and nothing of
 * what happened. Only `code` and `incident` are left of the extensions.
 */
export function createClientErrorFormat(log: Logger) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const { message, path, locations } = formatted;
    const code = formatted.extensions?.code;
    const place = { ...(locations ? { locations } : {}), ...(path ? { path } : {}) };
    if (TOO_MANY_TOKENS.test(message)) {
      return {
        message: `${message} Select less, or split the query.`,
        ...place,
        extensions: { code: 'LIMIT_TOKENS' },
      };
    }
    if (isErrorCode(code) && code !== 'INTERNAL_SERVER_ERROR') {
      return { message, ...place, extensions: { code } };
    }
    const incident = randomUUID();
    const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error;
    log.error({ incident, err: cause }, 'unexpected error');
    return {
      message: `Something went wrong in the hub. Report incident ${incident}.`,
      ...place,
      extensions: { code: 'INTERNAL_SERVER_ERROR', incident },
    };
  };
}
