import type { PlanNode, QueryPlan, ResponsePath } from '@apollo/query-planner';
import { own, type Data } from './data.ts';
import { compilePath } from './entity-path.ts';
import type { Step } from './execution.ts';
import { compileFetch } from './fetch-step.ts';
import type { SubgraphSource } from './subgraph-source.ts';
import type { TypeRelations } from './type-relations.ts';

export interface PlanOptions<Context> {
  /** @throws Error where there is no such subgraph */
  source(subgraph: string): SubgraphSource<Context>;
  /** Of the supergraph. */
  types: TypeRelations;
  /** What a variable of the operation is where the client does not send it. */
  defaults: Readonly<Data>;
}

/**
 * Prepares a plan, once for all requests that run it.
 * @throws Error for what is not executed here: subscriptions, `@defer`, `@fromContext`
 */
export function compilePlan<Context>({ node }: QueryPlan, options: PlanOptions<Context>): Step<Context> {
  if (node === undefined) return () => undefined;
  if (node.kind === 'Subscription') throw new Error('Subscriptions are not executed by this gateway.');
  return compileNode(node, [], options);
}

function compileNode<Context>(
  node: PlanNode,
  prefix: ResponsePath,
  options: PlanOptions<Context>,
): Step<Context> {
  switch (node.kind) {
    case 'Sequence':
      return inSequence(node.nodes.map((child) => compileNode(child, prefix, options)));
    case 'Parallel':
      return inParallel(node.nodes.map((child) => compileNode(child, prefix, options)));
    case 'Flatten': {
      const at = compilePath(prefix, node.path);
      const step = compileNode(node.node, [...prefix, ...node.path], options);
      return (execution, objects) => {
        const found = at.collect(objects);
        return found.length === 0 ? undefined : step(execution, found);
      };
    }
    case 'Fetch':
      return compileFetch(node, {
        source: options.source(node.serviceName),
        types: options.types,
        at: compilePath([], prefix),
      });
    case 'Condition': {
      const { condition, ifClause, elseClause } = node;
      const included = ifClause && compileNode(ifClause, prefix, options);
      const otherwise = elseClause && compileNode(elseClause, prefix, options);
      return (execution, objects) => {
        const value = own(execution.variables, condition) ?? options.defaults[condition];
        return (value === true ? included : otherwise)?.(execution, objects);
      };
    }
    case 'Defer':
      throw new Error('@defer is not executed by this gateway.');
  }
}

function inSequence<Context>(steps: readonly Step<Context>[]): Step<Context> {
  const [only] = steps;
  if (only && steps.length === 1) return only;
  return async (execution, at) => {
    for (const step of steps) await step(execution, at);
  };
}

function inParallel<Context>(steps: readonly Step<Context>[]): Step<Context> {
  const [only] = steps;
  if (only && steps.length === 1) return only;
  return async (execution, at) => {
    await Promise.all(steps.map((step) => step(execution, at)));
  };
}
