import type { ApolloServerPlugin } from '@apollo/server';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { hubError } from '../../subgraphs/platform/hub-error.ts';
import type { HubContext } from '../hub-context.ts';
import { evaluate, type CostFormula } from './cost-formula.ts';
import { callerKind, type CostLimitsByKind } from './cost-limits.ts';

export interface DemandControlOptions {
  limits: CostLimitsByKind;
  /** Kept by operation: an equal document is not looked at again. */
  costOf(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): CostFormula;
}

/**
 * Refuses an operation that would cost too much, and charges what it costs to its caller's minute, before anything is
 * planned; counts the licences that it asked for in vain.
 */
export function demandControlPlugin({
  limits,
  costOf,
}: DemandControlOptions): ApolloServerPlugin<HubContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation({ schema, document, operation, request, contextValue }) {
          if (!operation) return Promise.resolve();
          const { mostCost, mostRows } = limits[callerKind(contextValue.caller)];
          const cost = evaluate(costOf(schema, document, operation), request.variables ?? {}, mostRows);
          if (!(cost <= mostCost)) throw tooDear(cost, mostCost);
          if (contextValue.record) contextValue.record.cost = cost;
          contextValue.account?.charge(cost);
          return Promise.resolve();
        },
        didEncounterErrors({ errors, contextValue }) {
          const misses = errors.filter(({ extensions }) => extensions.code === 'LICENSE_NOT_FOUND').length;
          if (misses > 0) contextValue.account?.missed(misses);
          return Promise.resolve();
        },
      }),
  };
}

function tooDear(cost: number, mostCost: number) {
  return hubError(
    'LIMIT_COST',
    `The operation would cost ${cost}; at most ${mostCost} is served to you. Ask for smaller pages or fewer fields.`,
    { extensions: { cost, mostCost } },
  );
}
