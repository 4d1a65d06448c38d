import { detailScope } from '../../subgraphs/domain/scopes.ts';
import type { AdapterDefinition, SpecificField } from './contract.ts';

/**
 * Fields that every department feeds; `type` with what holds of it everywhere. The first four are open to all who may
 * see the licence (contract).
 */
const COMMON_FIELDS: readonly (readonly [name: string, type: string, open: boolean, description: string])[] =
  [
    [
      'status',
      'PermitStatus',
      true,
      'Status as the department states it now; past its end date `VALID` is `EXPIRED`.',
    ],
    ['validFrom', 'Date', true, 'First day of validity.'],
    ['validTo', 'Date', true, 'Last day of validity; null where open-ended.'],
    ['freshness', 'Freshness', true, 'How current all of this is.'],
    ['scope', '[String!]', false, 'Scope of business (许可项目).'],
    ['holderName', 'String', false, 'Name of the holder as the department has it.'],
    ['holderUscc', 'String', false, 'Unified social credit code of the holder as the department has it.'],
    ['address', 'String', false, 'Premises as the department has them.'],
    ['issuedBy', 'String', false, 'Issuing authority as the department writes it.'],
    ['remarks', '[PermitRemark!] @listSize(assumedSize: 2)', false, 'Oddities in what the department sent.'],
  ];

/** The federated subgraph of an adapter, without the shared vocabulary. */
export function adapterSdl(definition: AdapterDefinition): string {
  const { department, permitType } = definition;
  const specific = Object.entries(definition.specificFields);
  const guarded = `@requiresScopes(scopes: [["${detailScope(department.code)}"]])`;
  const fed = '@requires(fields: "number lastKnown")';
  return `
"""
Something odd in what a department sent.
"""
type PermitRemark @shareable {
  ${described('Stable code.')}
  code: String!
  ${described('In Chinese, for people.')}
  message: String!
}

"""
A statutory permit (法定许可) on a composite licence, answered by the department that owns it.
"""
interface SubPermit {
${COMMON_FIELDS.map(([name, type, , text]) => `  ${described(text)}\n  ${name}: ${type}`).join('\n')}
}

"""
${definition.description}
"""
type ${permitType} implements SubPermit @key(fields: "id") {
  ${described('Opaque.')}
  id: ID!
  ${described('Number as the department writes it.')}
  number: String! @external
  ${described('The last known record, from which the adapter answers when the department does not.')}
  lastKnown: LastKnown @external
${COMMON_FIELDS.map(
  ([name, type, open, text]) => `  ${described(text)}\n  ${name}: ${type} ${fed}${open ? '' : ` ${guarded}`}`,
).join('\n')}
${specific.map(([name, field]) => `  ${described(field.description)}\n  ${name}: ${fieldType(field)} ${fed} ${guarded}`).join('\n')}
}
${specific.map(([, field]) => enumSdl(field)).join('')}${definition.operations?.sdl ?? ''}`;
}

/**
 * What issuance knows of an adapter's permit type: its entry, and as external fields the states from which the
 * composite status is computed.
 */
export function permitStubSdl(definition: AdapterDefinition): string {
  return `
"""
${definition.description}
"""
type ${definition.permitType} implements SubPermit @key(fields: "id") {
  ${described('Opaque.')}
  id: ID!
  ${described('Number as the department writes it.')}
  number: String!
  ${described('Type of the catalogue.')}
  permitType: PermitType!
  ${described('Department that owns it.')}
  department: Department!
  ${described("Whether its entry stands on the certificate's face; one that has ended is taken off.")}
  onFace: Boolean!
  ${described('The last known record, from which the adapter answers when the department does not.')}
  lastKnown: LastKnown @inaccessible
  ${described('Answered by the adapter.')}
  status: PermitStatus @external
  ${described('Answered by the adapter.')}
  freshness: Freshness @external
}
`;
}

/** The selection of `CompositeLicense.status`: by concrete type, since one over the interface does not compose. */
export function permitStatesSelection(definitions: readonly AdapterDefinition[]): string {
  return definitions
    .map(({ permitType }) => `... on ${permitType} { status freshness { state asOf reason } }`)
    .join(' ');
}

/** Codes of the departments, as an enum of the graph. */
export function departmentEnumSdl(definitions: readonly AdapterDefinition[]): string {
  const values = definitions.map(({ department }) => `  ${described(department.name)}\n  ${department.code}`);
  return `
"""
Code of a department that has an adapter.
"""
enum DepartmentCode {
${values.join('\n')}
}
`;
}

function described(text: string): string {
  return `"""\n  ${text}\n  """`;
}

function fieldType(field: SpecificField): string {
  return typeof field.type === 'string' ? field.type : field.type.enum;
}

function enumSdl(field: SpecificField): string {
  if (typeof field.type === 'string') return '';
  const values = Object.entries(field.type.values).map(([value, text]) => `  ${described(text)}\n  ${value}`);
  return `\n"""\n${field.description}\n"""\nenum ${field.type.enum} {\n${values.join('\n')}\n}\n`;
}
