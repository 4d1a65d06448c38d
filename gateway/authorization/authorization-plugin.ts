import type { ApolloServerPlugin } from '@apollo/server';
import { getVariableValues } from 'graphql';
import { hubError } from '../../subgraphs/platform/hub-error.ts';
import type { HubContext } from '../hub-context.ts';
import type { HubGateway } from '../hub-gateway.ts';
import { asksForDenied } from './asks-for-denied.ts';

/** Turns an anonymous caller away who asks for anything that is not public: 401, before planning. */
export function authorizationPlugin(gateway: HubGateway): ApolloServerPlugin<HubContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation({ contextValue, document, operation, request, schema }) {
          const { caller } = contextValue;
          if (caller.role !== 'anonymous' || !operation) return Promise.resolve();
          const { coerced, errors } = getVariableValues(
            schema,
            operation.variableDefinitions ?? [],
            request.variables ?? {},
          );
          // Variables that do not fit are reported as such by the executor, before anything runs.
          if (errors) return Promise.resolve();
          if (asksForDenied(schema, document, operation, coerced, gateway.permissionsOf(schema, caller))) {
            throw hubError(
              'UNAUTHENTICATED',
              'Sign in and send authorization: Bearer TOKEN; for a local hub, npm run token prints one.',
            );
          }
          return Promise.resolve();
        },
      }),
  };
}
