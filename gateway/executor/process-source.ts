import type { GraphQLDataSource } from '@apollo/gateway';
import type { SubgraphSource } from './subgraph-source.ts';

type Given = Parameters<GraphQLDataSource['process']>[0];

/** A data source as `@apollo/gateway` knows it: it is handed text and document with every request. */
export function processSource<Context>(dataSource: GraphQLDataSource): SubgraphSource<Context> {
  return {
    prepare: ({ query, document, operationName }) => {
      return (variables, context) =>
        dataSource.process({
          kind: 'incoming operation',
          request: { query, variables, ...(operationName === undefined ? {} : { operationName }) },
          document,
          context,
        } as unknown as Given);
    },
  };
}
