import { Kind, parse, type DocumentNode, type SelectionSetNode } from 'graphql';
import { departmentByCode } from '../../subgraphs/domain/departments.ts';
import type { LastKnown } from '../../subgraphs/domain/permit-record.ts';
import { showLastKnown } from '../../subgraphs/domain/shown-permit.ts';

export interface Representation {
  __typename: string;
  id?: string;
  lastKnown?: LastKnown | null;
  [field: string]: unknown;
}

/**
 * Answers one entity for an adapter that did not: its last known record, projected onto what the operation selects.
 * @param document the subgraph operation, `_entities` at its root
 */
export function projectLastKnown(
  document: DocumentNode,
  department: string,
  representation: Representation,
  now: Date,
): Record<string, unknown> {
  const source = departmentByCode(department)?.name ?? null;
  const shown = showLastKnown(representation.lastKnown ?? null, 'ADAPTER_DOWN', source, now);
  return projectObject(
    entitySelection(document),
    { ...shown, __typename: representation.__typename, id: representation.id },
    document,
  );
}

/** Whether a subgraph operation asks for entities by their representations. */
export function asksEntities(document: DocumentNode): boolean {
  return findEntitySelection(document) !== undefined;
}

function entitySelection(document: DocumentNode): SelectionSetNode {
  const selection = findEntitySelection(document);
  if (!selection) throw new TypeError('operation without _entities');
  return selection;
}

function findEntitySelection(document: DocumentNode): SelectionSetNode | undefined {
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    for (const field of definition.selectionSet.selections) {
      if (field.kind === Kind.FIELD && field.name.value === '_entities' && field.selectionSet) {
        return field.selectionSet;
      }
    }
  }
  return undefined;
}

/** An entity's fragments name its own type; below it there are no abstract types. */
function projectObject(
  set: SelectionSetNode,
  value: Record<string, unknown>,
  document: DocumentNode,
  result: Record<string, unknown> = {},
): Record<string, unknown> {
  for (const selection of set.selections) {
    switch (selection.kind) {
      case Kind.FIELD:
        result[selection.alias?.value ?? selection.name.value] = projectValue(
          selection.selectionSet,
          value[selection.name.value],
          document,
        );
        break;
      case Kind.INLINE_FRAGMENT:
        if (fits(selection.typeCondition?.name.value, value)) {
          projectObject(selection.selectionSet, value, document, result);
        }
        break;
      case Kind.FRAGMENT_SPREAD: {
        const fragment = document.definitions.find(
          (definition) =>
            definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === selection.name.value,
        );
        if (fragment?.kind === Kind.FRAGMENT_DEFINITION && fits(fragment.typeCondition.name.value, value)) {
          projectObject(fragment.selectionSet, value, document, result);
        }
      }
    }
  }
  return result;
}

function fits(typeCondition: string | undefined, value: Record<string, unknown>): boolean {
  return (
    typeCondition === undefined ||
    value.__typename === undefined ||
    typeCondition === value.__typename ||
    typeCondition === 'SubPermit'
  );
}

function projectValue(set: SelectionSetNode | undefined, value: unknown, document: DocumentNode): unknown {
  if (value === undefined || value === null) return null;
  if (!set) return value;
  if (Array.isArray(value)) return value.map((element) => projectValue(set, element, document));
  return projectObject(set, value as Record<string, unknown>, document);
}

const documents = new Map<string, DocumentNode>();
const MOST_DOCUMENTS = 1_000;

/** Subgraph operations come from query plans and are few. */
export function parseOperation(query: string): DocumentNode {
  let document = documents.get(query);
  if (!document) {
    document = parse(query, { noLocation: true });
    if (documents.size >= MOST_DOCUMENTS) documents.clear();
    documents.set(query, document);
  }
  return document;
}
