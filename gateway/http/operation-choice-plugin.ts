import type { ApolloServerPlugin } from '@apollo/server';
import { Kind, type DocumentNode, type GraphQLError } from 'graphql';
import { hubError } from '../../subgraphs/platform/hub-error.ts';

/** Refuses a request that does not say which operation to run, or asks for a kind that the schema has not. */
export function operationChoicePlugin(): ApolloServerPlugin {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation({ schema, document, operation, request }) {
          if (!operation) throw unclear(document, request.operationName);
          if (!schema.getRootType(operation.operation)) throw hubError('OPERATION_NOT_SERVED');
          return Promise.resolve();
        },
      }),
  };
}

function unclear(document: DocumentNode, name: string | undefined): GraphQLError {
  const operations = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (operations.length === 0) {
    return hubError(
      'OPERATION_RESOLUTION_FAILURE',
      'The document has no operation. Send one, e.g. { __typename }.',
    );
  }
  return hubError(
    'OPERATION_RESOLUTION_FAILURE',
    name === undefined
      ? 'The document has several operations. Say in operationName which one to run.'
      : 'The document has no operation of the name in operationName. Send the name of one that it has.',
  );
}
