import {
  Kind,
  type ASTVisitor,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { hubError } from '../../subgraphs/platform/hub-error.ts';

export interface OperationLimits {
  /** Levels of nested fields. */
  depth: number;
  aliases: number;
  directives: number;
  /** Lexical tokens of the document. */
  tokens: number;
  /** Fields after all fragments are put in place. */
  fields: number;
}

export const DEFAULT_LIMITS: OperationLimits = {
  depth: 10,
  aliases: 15,
  directives: 50,
  tokens: 2_000,
  fields: 5_000,
};

/** What a selection set holds, fragments in place. */
interface Extent {
  depth: number;
  aliases: number;
  directives: number;
  fields: number;
}

/**
 * Refuses an operation that is too large before it is planned. Each fragment is measured once and its measure added
 * where it is spread, so a document that doubles its fragments twenty times over costs twenty measurements.
 */
export function limitRule(limits: OperationLimits): ValidationRule {
  return (context: ValidationContext): ASTVisitor => {
    const measured = new Map<string, Extent>();
    return {
      // Before anything of the document is looked at by other rules: what they find wrong in it comes second.
      Document({ definitions }) {
        for (const definition of definitions) {
          if (definition.kind === Kind.OPERATION_DEFINITION) check(definition);
        }
        return false;
      },
    };

    function check(operation: OperationDefinitionNode): void {
      const extent = measure(operation.selectionSet, context, measured, new Set());
      extent.directives += operation.directives?.length ?? 0;
      report('LIMIT_DEPTH', 'nests', extent.depth, limits.depth, 'levels', 'Select fewer levels.');
      report('LIMIT_ALIASES', 'uses', extent.aliases, limits.aliases, 'aliases', 'Use a list query instead.');
      report('LIMIT_DIRECTIVES', 'uses', extent.directives, limits.directives, 'directives', 'Remove some.');
      report(
        'LIMIT_COST',
        'selects',
        extent.fields,
        limits.fields,
        'fields',
        'Select less, or split the query.',
      );
    }

    function report(
      code: 'LIMIT_DEPTH' | 'LIMIT_ALIASES' | 'LIMIT_DIRECTIVES' | 'LIMIT_COST',
      verb: string,
      found: number,
      most: number,
      unit: string,
      remedy: string,
    ): void {
      if (found <= most) return;
      context.reportError(
        hubError(code, `The operation ${verb} ${found} ${unit}; at most ${most} are served. ${remedy}`, {
          // The client's own count, where it is one of cost.
          ...(code === 'LIMIT_COST' ? { extensions: { cost: found, mostCost: most } } : {}),
        }),
      );
    }
  };
}

function measure(
  set: SelectionSetNode,
  context: ValidationContext,
  measured: Map<string, Extent>,
  within: ReadonlySet<string>,
): Extent {
  const total: Extent = { depth: 0, aliases: 0, directives: 0, fields: 0 };
  for (const selection of set.selections) {
    total.directives += selection.directives?.length ?? 0;
    if (selection.kind === Kind.FIELD) {
      total.fields += 1;
      if (selection.alias) total.aliases += 1;
      if (!selection.selectionSet) {
        total.depth = Math.max(total.depth, 1);
        continue;
      }
      const inner = measure(selection.selectionSet, context, measured, within);
      // Introspection nests deeply by nature and touches no subgraph.
      const introspection = selection.name.value.startsWith('__');
      add(total, inner, introspection ? 0 : inner.depth + 1);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const inner = measure(selection.selectionSet, context, measured, within);
      add(total, inner, inner.depth);
    } else {
      const inner = measureFragment(context.getFragment(selection.name.value), context, measured, within);
      add(total, inner, inner.depth);
    }
  }
  return total;
}

function measureFragment(
  fragment: FragmentDefinitionNode | null | undefined,
  context: ValidationContext,
  measured: Map<string, Extent>,
  within: ReadonlySet<string>,
): Extent {
  const nothing: Extent = { depth: 0, aliases: 0, directives: 0, fields: 0 };
  // An unknown or circular fragment is another rule's business.
  if (!fragment || within.has(fragment.name.value)) return nothing;
  let extent = measured.get(fragment.name.value);
  if (!extent) {
    extent = measure(fragment.selectionSet, context, measured, new Set([...within, fragment.name.value]));
    measured.set(fragment.name.value, extent);
  }
  return extent;
}

function add(total: Extent, inner: Extent, depth: number): void {
  total.depth = Math.max(total.depth, depth);
  total.aliases += inner.aliases;
  total.directives += inner.directives;
  total.fields += inner.fields;
}
