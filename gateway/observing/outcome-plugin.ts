import type { ApolloServerPlugin } from '@apollo/server';
import { isErrorCode } from '../../subgraphs/platform/error-codes.ts';
import type { HubContext } from '../hub-context.ts';

/** Names are the client's to choose: so much of one is for people. */
const MOST_CHARACTERS = 64;

/** Notes what was asked for, and how it ended, in the record of the request. */
export function outcomePlugin(): ApolloServerPlugin<HubContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation({ operationName, contextValue: { record } }) {
          if (record) record.operation = operationName?.slice(0, MOST_CHARACTERS);
          return Promise.resolve();
        },
        willSendResponse({ response: { body }, contextValue: { record } }) {
          if (!record || body.kind !== 'single') return Promise.resolve();
          const [first] = body.singleResult.errors ?? [];
          if (!first) return Promise.resolve();
          const code = first.extensions?.code;
          record.outcome = isErrorCode(code) ? code : 'INTERNAL_SERVER_ERROR';
          return Promise.resolve();
        },
      }),
  };
}
