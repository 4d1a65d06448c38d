import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  Kind,
  executeSync,
  getVariableValues,
  print,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLFieldResolver,
  type OperationDefinitionNode,
} from 'graphql';
import { allowedOperation } from '../../../gateway/authorization/allowed-operation.ts';
import { asksForDenied } from '../../../gateway/authorization/asks-for-denied.ts';
import { showDenials } from '../../../gateway/authorization/show-denials.ts';
import { hubError } from '../../../subgraphs/platform/hub-error.ts';
import { RANDOM_SCHEMA, randomData, randomDenials, randomOperation } from '../../support/random-operation.ts';

const schema = RANDOM_SCHEMA;

interface Given {
  document: DocumentNode;
  variables: Record<string, unknown>;
  denied: ReadonlySet<string>;
  data: GraphQLFieldResolver<unknown, unknown>;
}

function operationOf({ definitions }: DocumentNode): OperationDefinitionNode {
  return definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION) as OperationDefinitionNode;
}

function run(given: Given, document: DocumentNode, fieldResolver: Given['data']): ExecutionResult {
  return executeSync({
    schema,
    document,
    variableValues: given.variables,
    fieldResolver,
    typeResolver: (value) => (value as { __typename: string }).__typename,
  });
}

/** What graphql-js makes of the operation as sent, where each denied field throws. */
function oracle(given: Given): ExecutionResult {
  return run(given, given.document, (source, args, context, info) => {
    if (given.denied.has(`${info.parentType.name}.${info.fieldName}`)) {
      throw hubError(info.parentType.name === 'Query' ? 'FORBIDDEN' : 'FORBIDDEN_FIELD');
    }
    return given.data(source, args, context, info);
  });
}

/** What the gateway makes of it: what is denied never reaches a resolver. */
function gateway(given: Given): ExecutionResult & { reduced: boolean } {
  const { document, variables, denied } = given;
  const operation = operationOf(document);
  const permissions = { key: 'test', denied };
  const allowed = allowedOperation(schema, document, operation, permissions);
  const answer = run(given, allowed.document, (source, args, context, info) => {
    const asked = `${info.parentType.name}.${info.fieldName}`;
    if (denied.has(asked)) throw new Error(`${asked} was asked of its subgraph`);
    return given.data(source, args, context, info);
  });
  if (!allowed.reduced || !answer.data) return { ...answer, reduced: allowed.reduced };
  const { coerced = {} } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  const shown = showDenials(
    schema,
    document,
    operation,
    coerced,
    permissions,
    allowed.typenameAlias,
    answer.data,
  );
  return { data: shown.data, errors: [...(answer.errors ?? []), ...shown.errors], reduced: true };
}

/** Errors as a set of path and code, and data with its order. */
function told({ data, errors = [] }: ExecutionResult): { data: string; errors: string[] } {
  const each = errors.map(
    ({ path, extensions, message }) => `${path?.join('.')} ${extensions.code ?? message}`,
  );
  return { data: JSON.stringify(data), errors: [...new Set(each)].sort() };
}

const givenOf = (seed: number, kind: 'NON_NULL_DENIED' | 'FIELDS_FAIL'): Given => ({
  ...randomOperation(seed),
  denied: randomDenials(seed + 1, { nonNull: kind === 'NON_NULL_DENIED' }),
  data: randomData(seed + 2, { failing: kind === 'FIELDS_FAIL' }),
});

describe('an operation reduced, executed and shown again', () => {
  test.each(['NON_NULL_DENIED', 'FIELDS_FAIL'] as const)(
    'is what graphql-js answers where the denied fields throw (%s)',
    (kind) => {
      let reduced = 0;
      fc.assert(
        fc.property(fc.integer(), (seed) => {
          const given = givenOf(seed, kind);
          const shown = gateway(given);
          if (shown.reduced) reduced += 1;
          const [received, wanted] = [told(shown), told(oracle(given))];
          // The document stands in the message; printing it each time would cost more than the rest.
          if (JSON.stringify(received) === JSON.stringify(wanted)) return;
          expect({ document: print(given.document), ...received }).toEqual(wanted);
        }),
        { numRuns: 400 },
      );
      // The test would pass with nothing denied: most runs must have something to reduce.
      expect(reduced).toBeGreaterThan(150);
    },
  );

  test('is an operation that a client could have sent', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const { document, denied } = givenOf(seed, 'NON_NULL_DENIED');
        // Variables that only denied fields used are left declared; nothing else may be out of order.
        const allowed = allowedOperation(schema, document, operationOf(document), { key: 'test', denied });
        const problems = validate(schema, allowed.document).filter(
          ({ message }) => !/is never used/.test(message) && allowed.reduced,
        );
        expect(problems.map(({ message }) => message)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('is the very document where nothing is denied', () => {
    const { document } = randomOperation(1);
    const allowed = allowedOperation(schema, document, operationOf(document), { key: '', denied: new Set() });
    expect(allowed.reduced).toBe(false);
    expect(allowed.document).toBe(document);
  });
});

describe('asking for something denied', () => {
  test('is seen wherever executing would have met it', () => {
    let asked = 0;
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const given = givenOf(seed, 'NON_NULL_DENIED');
        const operation = operationOf(given.document);
        const { coerced = {} } = getVariableValues(
          schema,
          operation.variableDefinitions ?? [],
          given.variables,
        );
        const asks = asksForDenied(schema, given.document, operation, coerced, {
          key: '',
          denied: given.denied,
        });
        if (asks) asked += 1;
        else expect(told(oracle(given)).errors).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
    expect(asked).toBeGreaterThan(100);
  });

  test('is not seen where nothing is denied', () => {
    const { document, variables } = randomOperation(7);
    const permissions = { key: '', denied: new Set<string>() };
    expect(asksForDenied(schema, document, operationOf(document), variables, permissions)).toBe(false);
  });
});
