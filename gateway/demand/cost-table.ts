import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { CostFormula } from './cost-formula.ts';
import type { CostRules } from './cost-rules.ts';
import { operationCost } from './operation-cost.ts';

/** Works out the cost of each operation of one schema once, for as long as its document is kept by whoever parsed it. */
export function createCostTable(schema: GraphQLSchema, rules: CostRules) {
  const known = new WeakMap<OperationDefinitionNode, CostFormula>();
  return (document: DocumentNode, operation: OperationDefinitionNode): CostFormula => {
    let cost = known.get(operation);
    if (cost === undefined) {
      cost = operationCost(schema, rules, document, operation);
      known.set(operation, cost);
    }
    return cost;
  };
}
