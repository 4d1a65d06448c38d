import {
  Kind,
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLInputType,
  type GraphQLNamedInputType,
  type ValueNode,
} from 'graphql';
import { NO_COST, plus, type CostFormula } from './cost-formula.ts';
import type { CostRules } from './cost-rules.ts';

/** What a value given in an argument costs: an input object 1 and its fields, a scalar 0, `@cost` instead of either. */
export function inputCost(
  type: GraphQLInputType,
  value: ValueNode,
  rules: CostRules,
  weight?: number,
): CostFormula {
  switch (value.kind) {
    case Kind.NULL:
      return NO_COST;
    case Kind.VARIABLE: {
      const name = value.name.value;
      return (variables) => sentCost(type, variables[name], rules, weight);
    }
    case Kind.LIST:
      return value.values.reduce<CostFormula>(
        (sum, element) => plus(sum, inputCost(type, element, rules, weight)),
        NO_COST,
      );
    case Kind.OBJECT: {
      const named = getNamedType(type);
      if (!isInputObjectType(named)) return weight ?? NO_COST;
      const fields = named.getFields();
      return value.fields.reduce<CostFormula>(
        (sum, { name, value: inner }) => {
          const field = fields[name.value];
          const ofField = rules.weights.get(`${named.name}.${name.value}`);
          return field ? plus(sum, inputCost(field.type, inner, rules, ofField)) : sum;
        },
        weightOf(named, rules, weight),
      );
    }
    default:
      return weightOf(getNamedType(type), rules, weight);
  }
}

/** The same of a value that came as a variable; one that does not fit its type is refused later. */
function sentCost(
  type: GraphQLInputType,
  value: unknown,
  rules: CostRules,
  weight: number | undefined,
): number {
  if (value == null) return 0;
  if (isNonNullType(type)) return sentCost(type.ofType, value, rules, weight);
  if (isListType(type)) {
    if (!Array.isArray(value)) return sentCost(type.ofType, value, rules, weight);
    return value.reduce<number>((sum, element) => sum + sentCost(type.ofType, element, rules, weight), 0);
  }
  let sum = weightOf(type, rules, weight);
  if (!isInputObjectType(type) || typeof value !== 'object' || Array.isArray(value)) return sum;
  const fields = type.getFields();
  for (const [name, inner] of Object.entries(value)) {
    const field = fields[name];
    if (!field) continue;
    sum += sentCost(field.type, inner, rules, rules.weights.get(`${type.name}.${name}`));
  }
  return sum;
}

function weightOf(type: GraphQLNamedInputType, rules: CostRules, weight: number | undefined): number {
  return weight ?? rules.weights.get(type.name) ?? (isInputObjectType(type) ? 1 : 0);
}
