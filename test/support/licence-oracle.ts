import {
  defaultFieldResolver,
  executeSync,
  getNamedType,
  isCompositeType,
  isObjectType,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLCompositeType,
  type GraphQLSchema,
} from 'graphql';
import { hubError } from '../../subgraphs/platform/hub-error.ts';
import type { Caller } from '../../subgraphs/domain/caller.ts';

/** What everybody who may see a licence sees of each permit on it (contract, "Who sees what"). */
const OPEN_TO_ALL = 'id number permitType department onFace status validFrom validTo freshness'.split(' ');

/** Selects everything that the API schema has below a type. */
export function everything(type: GraphQLCompositeType, schema: GraphQLSchema): string {
  const fields = 'getFields' in type ? Object.values(type.getFields()) : [];
  const own = fields.map((field) => {
    const named = getNamedType(field.type);
    return isCompositeType(named) ? `${field.name} { ${everything(named, schema)} }` : field.name;
  });
  const concrete =
    'getFields' in type && !isObjectType(type)
      ? schema
          .getPossibleTypes(type)
          .map((possible) => `... on ${possible.name} { ${everything(possible, schema)} }`)
      : [];
  return ['__typename', ...own, ...concrete].join(' ');
}

/**
 * What the hub must answer a caller who is within the remit, by the contract alone: graphql-js over answers that were
 * read with every right, and a refusal at each field that the caller has no right to.
 *
 * @param world the answer for each root field
 */
export function oracleAnswer(
  schema: GraphQLSchema,
  world: Readonly<Record<string, unknown>>,
  caller: Pick<Caller, 'role' | 'department'>,
  document: DocumentNode,
  variableValues: Record<string, unknown>,
): ExecutionResult {
  const foreign = (department: string) => caller.department !== undefined && caller.department !== department;
  return executeSync({
    schema,
    document,
    variableValues,
    rootValue: world,
    fieldResolver(source: Record<string, unknown>, args, context, info) {
      const { parentType, fieldName } = info;
      if (/Permit$/.test(parentType.name) && !OPEN_TO_ALL.includes(fieldName)) {
        if (foreign((source.department as { code: string }).code)) throw hubError('FORBIDDEN_FIELD');
      }
      if (fieldName === 'findings') {
        if (caller.role !== 'regulator' && caller.role !== 'lead') throw hubError('FORBIDDEN_FIELD');
        return (source.findings as { department: string }[]).map((finding) =>
          foreign(finding.department) ? hubError('FORBIDDEN_FIELD') : finding,
        );
      }
      return defaultFieldResolver(source, args, context, info) as unknown;
    },
  });
}

interface Answer {
  data?: unknown;
  errors?: readonly {
    path?: readonly unknown[] | undefined;
    extensions: Readonly<Record<string, unknown>>;
  }[];
}

/**
 * Data as text, in its order, times of answering made equal, and errors as a sorted list of place and code.
 */
export function comparable({ data, errors = [] }: Answer): { data: string; errors: string[] } {
  return {
    data: JSON.stringify(data, (key, value: unknown) => {
      return /^(asOf|ageSeconds)/.test(key) && value !== null ? 'some' : value;
    }),
    errors: errors.map(({ path, extensions }) => `${path?.join('.')} ${String(extensions.code)}`).sort(),
  };
}
