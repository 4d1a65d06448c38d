import {
  GraphQLError,
  Kind,
  visit,
  type DirectiveNode,
  type DocumentNode,
  type OperationDefinitionNode,
} from 'graphql';
import { own, type Data } from '../data.ts';

/** Which of the variables that stand in `@skip` and `@include` are true. */
export type Valuation = ReadonlySet<string>;

export interface ConditionVariables {
  /** @throws GraphQLError where one is neither true nor false */
  valuation(variables: Data): Valuation;
  /** Equal for equal valuations. */
  key(valuation: Valuation): string;
}

/** @param defaults of the operation's variables */
export function conditionVariables(document: DocumentNode, defaults: Readonly<Data>): ConditionVariables {
  const found = new Set<string>();
  visit(document, {
    Directive(directive) {
      const condition = conditionOf(directive);
      if (typeof condition === 'string') found.add(condition);
    },
  });
  const names = [...found];
  return {
    valuation(variables) {
      const valuation = new Set<string>();
      for (const name of names) {
        const given = own(variables, name);
        const value = given === undefined ? defaults[name] : given;
        // A nullable variable may stand here if it has a default; the null shows only now.
        if (typeof value !== 'boolean') {
          throw new GraphQLError(`Variable "$${name}" decides what is included. Send true or false.`, {
            extensions: { code: 'BAD_USER_INPUT' },
          });
        }
        if (value) valuation.add(name);
      }
      return valuation;
    },
    key: (valuation) =>
      names.length === 0 ? '' : names.map((name) => (valuation.has(name) ? 1 : 0)).join(''),
  };
}

/** Whether `@skip` and `@include` leave a selection in. */
export function isIncluded(directives: readonly DirectiveNode[] | undefined, valuation: Valuation): boolean {
  if (directives === undefined) return true;
  for (const directive of directives) {
    const condition = conditionOf(directive);
    if (condition === undefined) continue;
    const value = typeof condition === 'boolean' ? condition : valuation.has(condition);
    if (value === (directive.name.value === 'skip')) return false;
  }
  return true;
}

/** A constant, or the name of a variable; undefined for any other directive. */
function conditionOf({ name, arguments: given }: DirectiveNode): boolean | string | undefined {
  if (name.value !== 'skip' && name.value !== 'include') return undefined;
  const value = given?.find((argument) => argument.name.value === 'if')?.value;
  if (value?.kind === Kind.BOOLEAN) return value.value;
  return value?.kind === Kind.VARIABLE ? value.name.value : undefined;
}

/** What the variables of an operation are where the client does not send them, for those that have a default. */
export function booleanDefaults(operation: OperationDefinitionNode): Data {
  const defaults: Data = Object.create(null) as Data;
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    if (defaultValue?.kind === Kind.BOOLEAN) defaults[variable.name.value] = defaultValue.value;
  }
  return defaults;
}
