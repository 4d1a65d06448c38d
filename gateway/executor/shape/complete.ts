import { GraphQLError, type FieldNode } from 'graphql';
import { define, isData, own, type Data } from '../data.ts';
import type { FieldShape, ObjectShape, ValueShape } from './response-shape.ts';

/** What is not as the schema says. It is null in the answer; why is for the log. */
export interface Completion {
  readonly problems: GraphQLError[];
  /** Answers `__schema` and `__type`. */
  introspect(nodes: readonly FieldNode[]): unknown;
  /** Where we are. */
  readonly path: (string | number)[];
}

/** Nothing fit to show, and it has been said why: null, or, where null may not stand, what is around it. */
const FAILED = Symbol('failed');

/** So many are told of one answer: a thousand wrong values are one mistake. */
const MOST_PROBLEMS = 50;

/** The answer's data, of the fields that were asked for, in their order; null where a null had to go up to the root. */
export function completeRoot(data: Data, shape: ObjectShape, completion: Completion): Data | null {
  const completed = completeObject(data, shape, completion);
  return completed === FAILED ? null : completed;
}

function completeObject(data: Data, shape: ObjectShape, completion: Completion): Data | typeof FAILED {
  const completed: Data = {};
  const { fields } = shape;
  for (let i = 0; i < fields.length; i += 1) {
    const field = fields[i] as FieldShape;
    let value = completeField(data, field, shape, completion);
    if (value === FAILED) {
      if (field.nonNull) return FAILED;
      value = null;
    } else if (value === null && field.nonNull) {
      problem(completion, field.key, `Cannot return null for non-nullable field ${field.name}.`);
      return FAILED;
    }
    if (field.inherited) define(completed, field.key, value);
    else completed[field.key] = value;
  }
  return completed;
}

function completeField(data: Data, field: FieldShape, shape: ObjectShape, completion: Completion): unknown {
  const { key, value: expected } = field;
  if (expected.kind === 'typename') {
    if (shape.concrete) return shape.typeName;
    problem(completion, key, `The type of an object of ${shape.typeName} is not known.`);
    return FAILED;
  }
  if (expected.kind === 'introspection') return completion.introspect(expected.nodes);
  const given = field.inherited ? own(data, key) : data[key];
  if (given === null || given === undefined) return null;
  if (expected.kind === 'leaf') {
    const leaf = expected.read(given);
    if (leaf !== undefined) return leaf;
    problem(completion, key, `Invalid value found for field ${field.name}.`);
    return FAILED;
  }
  completion.path.push(key);
  const value = completeValue(given, expected, completion);
  completion.path.pop();
  return value;
}

/** @param given anything but null */
function completeValue(given: unknown, expected: ValueShape, completion: Completion): unknown {
  switch (expected.kind) {
    case 'leaf': {
      const leaf = expected.read(given);
      return leaf === undefined ? invalid(expected, completion) : leaf;
    }
    case 'object': {
      if (!isData(given)) return invalid(expected, completion);
      const shape = expected.shapeOf(given.__typename);
      if (shape) return completeObject(given, shape, completion);
      problem(completion, undefined, `Invalid __typename found for object of type ${expected.type}.`);
      return FAILED;
    }
    case 'list':
      return Array.isArray(given) ? completeList(given, expected, completion) : invalid(expected, completion);
  }
}

function completeList(
  given: readonly unknown[],
  { element, elementNonNull, type }: Extract<ValueShape, { kind: 'list' }>,
  completion: Completion,
): unknown {
  const { path } = completion;
  const completed: unknown[] = [];
  let failed = false;
  for (let i = 0; i < given.length; i += 1) {
    path.push(i);
    let value: unknown = given[i] ?? null;
    if (value !== null) value = completeValue(value, element, completion);
    else if (elementNonNull) {
      problem(completion, undefined, `Cannot return null for non-nullable array element of type ${type}.`);
      value = FAILED;
    }
    path.pop();
    if (value === FAILED) {
      failed ||= elementNonNull;
      value = null;
    }
    completed.push(value);
  }
  return failed ? FAILED : completed;
}

function invalid({ type }: ValueShape, completion: Completion): typeof FAILED {
  problem(completion, undefined, `Invalid value found for ${type}.`);
  return FAILED;
}

function problem({ problems, path }: Completion, key: string | undefined, message: string): void {
  if (problems.length >= MOST_PROBLEMS) return;
  problems.push(
    new GraphQLError(message, {
      path: key === undefined ? [...path] : [...path, key],
      extensions: { code: 'INVALID_GRAPHQL' },
    }),
  );
}
