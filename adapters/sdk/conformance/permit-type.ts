import {
  Kind,
  parse,
  type DocumentNode,
  type FieldDefinitionNode,
  type ObjectTypeDefinitionNode,
  type TypeNode,
} from 'graphql';
import { CheckFailed } from './check.ts';
import type { AdapterConnection } from './adapter-connection.ts';

/** The type of an adapter's permits, as its own SDL has it. */
export interface PermitType {
  name: string;
  sdl: string;
  document: DocumentNode;
  node: ObjectTypeDefinitionNode;
  /** Everything that it answers, as a selection. */
  selection: string;
}

/** Selections of the types that every adapter's fields are of. */
const BELOW: Readonly<Record<string, string>> = {
  Freshness: '{ state asOf reason source ageSeconds }',
  PermitRemark: '{ code message }',
};

/** Asks an adapter what it is. @throws CheckFailed where there is no permit type in what it says */
export async function readPermitType(connection: AdapterConnection): Promise<PermitType> {
  const { data, status, text } = await connection.ask({ query: '{ _service { sdl } }' });
  const sdl = (data?._service as { sdl?: unknown } | undefined)?.sdl;
  if (typeof sdl !== 'string') {
    throw new CheckFailed(`no SDL at ${connection.url.href}: HTTP ${status}, ${text.slice(0, 200)}`);
  }
  const document = parse(sdl);
  const node = document.definitions.find(
    (definition) =>
      definition.kind === Kind.OBJECT_TYPE_DEFINITION &&
      (definition.interfaces ?? []).some(({ name }) => name.value === 'SubPermit'),
  ) as ObjectTypeDefinitionNode | undefined;
  if (!node) throw new CheckFailed('no type of its SDL implements SubPermit');
  const answered = (node.fields ?? []).filter((field) => !isExternal(field) && field.name.value !== 'id');
  return {
    name: node.name.value,
    sdl,
    document,
    node,
    selection: answered.map((field) => `${field.name.value} ${BELOW[namedType(field.type)] ?? ''}`).join(' '),
  };
}

export function isExternal(field: FieldDefinitionNode): boolean {
  return (field.directives ?? []).some(({ name }) => name.value === 'external');
}

export function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
