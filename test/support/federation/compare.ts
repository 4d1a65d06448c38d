import {
  getNamedType,
  isInterfaceType,
  isNonNullType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  isCompositeType,
  isListType,
  getNullableType,
  type DocumentNode,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { conforms } from './conforms.ts';
import type { Call, Outcome } from './twin-executors.ts';

/** Data without its order, errors without theirs: what must be the same. */
export function told({ data, errors, problems }: Outcome): string {
  return JSON.stringify({ data: sorted(data), errors: errorsOf({ errors }), problems: problems.length > 0 });
}

/** Data in its order, each error once. */
export function toldInOrder({ data, errors }: Outcome): string {
  return JSON.stringify({ data, errors: [...new Set(errorsOf({ errors }))] });
}

export function errorsOf({ errors }: Pick<Outcome, 'errors'>, withPath = true): string[] {
  return errors
    .map(({ path, message, extensions }) => {
      const code = (extensions?.code as string | undefined) ?? 'DOWNSTREAM_SERVICE_ERROR';
      // Of equal representations ours sends one.
      const said = message.replace(/to contain \d+ elements/, 'to contain as many elements');
      return `${withPath ? `${path?.join('.')} ` : ''}${said} ${code}`;
    })
    .sort();
}

/** What travelled, each representation once. */
export function travelled(calls: readonly Call[]): string[] {
  return calls
    .map(({ subgraph, query, variables }) => {
      const { representations, ...rest } = variables as { representations?: unknown[] };
      const unique = [...new Set(representations?.map((one) => JSON.stringify(sorted(one))))];
      return JSON.stringify([subgraph, query, sorted(rest), unique]);
    })
    .sort();
}

/** Fields that failed, by the path of their error, at which the answer shows something all the same. */
export function shownThoughFailed({ data, errors }: Outcome): string[] {
  return errors
    .filter(({ message }) => message.endsWith(' failed'))
    .filter(({ path }) => {
      let at: unknown = data;
      for (const key of path ?? []) {
        if (typeof at !== 'object' || at === null) break;
        at = (at as Record<string, unknown>)[key];
      }
      return path !== undefined && at !== null && at !== undefined;
    })
    .map(({ path }) => String(path?.join('.')));
}

export function sendsTwice(calls: readonly Call[]): boolean {
  return calls.some(({ variables }) => {
    const texts = ((variables.representations ?? []) as unknown[]).map((one) => JSON.stringify(sorted(one)));
    return new Set(texts).size < texts.length;
  });
}

/**
 * Why the stock executor (2.14.4) may answer otherwise than ours; undefined where nothing excuses it. Each of these has
 * a test of its own, better-than-stock.test.ts.
 */
export function stockMistake(
  stock: Outcome,
  own: Outcome,
  document: DocumentNode,
  variables: Record<string, unknown>,
  schema: GraphQLSchema,
): string | undefined {
  if (stock.crash !== undefined) return 'CRASH';
  // Told by an assertion that fails while the answer is shaped: all data is lost.
  if (stock.data === undefined && stock.errors.length === 1) return 'ALL_LOST';
  if (stock.calls.some(({ query }) => /\.\.\.on Thing(@\w+\([^)]*\))*\{[^}]*__typename/.test(query)))
    return 'INTERFACE_NAME';
  if (selectsNestedList(document, schema)) return 'LIST_OF_LISTS';
  if (asksMoreOfType(document, schema)) return 'TYPE_OF_INTERFACE';
  if (!conforms(stock.data, document, variables, schema, false)) return 'NOT_AN_ANSWER';
  if (stock.errors.some(({ message }) => /^Cannot (create|read|set)|on non-object/.test(message)))
    return 'TYPE_ERROR';
  const sameData = JSON.stringify(sorted(stock.data)) === JSON.stringify(sorted(own.data));
  const sameMessages = errorsOf(stock, false).join() === errorsOf(own, false).join();
  if (sameData && sameMessages) return 'WRONG_PLACE';
  return undefined;
}

/** Whether a field is asked of an interface that is non-null in one of the types behind it. */
function asksMoreOfType(document: DocumentNode, schema: GraphQLSchema): boolean {
  const types = new TypeInfo(schema);
  let found = false;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field({ name }) {
        const parent = types.getParentType();
        if (!isInterfaceType(parent) || isNonNullType(types.getType())) return;
        for (const type of schema.getPossibleTypes(parent)) {
          found ||= isNonNullType(type.getFields()[name.value]?.type);
        }
      },
    }),
  );
  return found;
}

/** Whether a list of lists of objects is asked for, or something that is computed from one. */
export function selectsNestedList(document: DocumentNode, schema: GraphQLSchema): boolean {
  const types = new TypeInfo(schema);
  let found = false;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field({ name }) {
        const source = name.value.startsWith('from_') ? name.value.slice(5) : undefined;
        const parent = types.getParentType();
        const required =
          source && parent && 'getFields' in parent ? parent.getFields()[source]?.type : undefined;
        found ||= isNestedList(types.getType()) || isNestedList(required);
      },
    }),
  );
  return found;
}

function isNestedList(given: GraphQLOutputType | null | undefined): boolean {
  const type = given ? getNullableType(given) : undefined;
  if (!isListType(type) || !isCompositeType(getNamedType(type))) return false;
  return isListType(getNullableType(type.ofType as GraphQLOutputType));
}

/** Whether ours is as one of the two others wherever these differ. */
export function isOneOf(own: unknown, stock: unknown, whole: unknown): boolean {
  if (JSON.stringify(sorted(own)) === JSON.stringify(sorted(stock))) return true;
  if (JSON.stringify(own) === JSON.stringify(whole)) return true;
  if (![own, stock, whole].every((value) => typeof value === 'object' && value !== null)) return false;
  const [ours, theirs, right] = [own, stock, whole] as Record<string, unknown>[];
  return Object.keys(ours ?? {}).every((key) => isOneOf(ours?.[key], theirs?.[key], right?.[key]));
}

export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, sorted(part)]));
}
