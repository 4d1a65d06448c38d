import { composeServices } from '@apollo/composition';
import { Kind, parse, visit, type FieldDefinitionNode } from 'graphql';
import { must, type Check } from '../check.ts';
import { isExternal } from '../permit-type.ts';

const REMEDY =
  'describe the permit by `specificFields` and run `npm run compose`; the SDL is made by the SDK';
/** What clients ask of every permit, whoever owns it. */
const COMMON = [
  'status',
  'validFrom',
  'validTo',
  'freshness',
  'scope',
  'holderName',
  'holderUscc',
  'address',
];

/** The adapter's own SDL, as it serves it. */
export const schemaChecks: readonly Check[] = [
  {
    id: 'schema-entity',
    title: 'its permit is an entity by `id`, with every field that all permits have',
    why: 'a router finds a permit by its key, and one query over all permits fails where one type lacks a field',
    remedy: REMEDY,
    needs: 'URL',
    run({ type }) {
      const key = type.node.directives?.find(({ name }) => name.value === 'key');
      const fields = key?.arguments?.find(({ name }) => name.value === 'fields')?.value;
      must(fields?.kind === Kind.STRING && fields.value === 'id', `${type.name} has no @key(fields: "id")`);
      const names = new Set(type.node.fields?.map(({ name }) => name.value));
      const missing = COMMON.filter((name) => !names.has(name));
      must(missing.length === 0, `${type.name} lacks ${missing.join(', ')}`);
      return Promise.resolve(`${type.name}, ${names.size} fields`);
    },
  },
  {
    id: 'schema-nullable',
    title: 'every field that the department feeds may be null',
    why: 'a field that may not be null takes the whole licence with it when the department is down',
    remedy: REMEDY,
    needs: 'URL',
    run({ type }) {
      const fed = (type.node.fields ?? []).filter((field) => !isExternal(field) && field.name.value !== 'id');
      const strict = fed.filter((field) => field.type.kind === Kind.NON_NULL_TYPE).map(nameOf);
      must(strict.length === 0, `not nullable: ${strict.join(', ')}`);
      return Promise.resolve(`${fed.length} nullable fields`);
    },
  },
  {
    id: 'schema-described',
    title: 'every type, field and value of its SDL has a description',
    why: 'front ends and officers of other departments read the graph, and have no other papers',
    remedy: 'give each of `specificFields`, and each value of an enum, its description',
    needs: 'URL',
    run({ type }) {
      const bare: string[] = [];
      let described = 0;
      const look = (node: { name: { value: string }; description?: unknown }) => {
        if (/^_|^link__|^federation__/.test(node.name.value)) return false;
        if (node.description) described += 1;
        else bare.push(node.name.value);
        return undefined;
      };
      visit(type.document, {
        ObjectTypeDefinition: (node) => (node.name.value === 'Query' ? false : look(node)),
        InterfaceTypeDefinition: look,
        EnumTypeDefinition: (node) => look(node),
        FieldDefinition: look,
        EnumValueDefinition: look,
      });
      must(bare.length === 0, `without description: ${bare.slice(0, 10).join(', ')}`);
      return Promise.resolve(`${described} descriptions`);
    },
  },
  {
    id: 'schema-composes',
    title: 'its SDL composes with the hub’s',
    why: 'one department whose SDL does not compose keeps all others from changing theirs',
    remedy: 'run `npm run compose`, which names the rule that was broken',
    needs: 'URL',
    run({ type }) {
      const composed = composeServices([
        { name: 'hub', url: 'http://hub.invalid', typeDefs: parse(ownerSdl(type.name)) },
        { name: 'adapter', url: 'http://adapter.invalid', typeDefs: type.document },
      ]);
      must(composed.errors === undefined, () => composed.errors!.map(({ message }) => message).join('; '));
      return Promise.resolve(`composed, ${composed.supergraphSdl.length} characters`);
    },
  },
];

function nameOf(field: FieldDefinitionNode): string {
  return field.name.value;
}

/** What the hub knows of the permit, as issuance declares it. */
function ownerSdl(name: string): string {
  return `
extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@inaccessible"])
type Query { permits: [${name}!]! }
scalar LastKnown @inaccessible
type ${name} @key(fields: "id") { id: ID! number: String! lastKnown: LastKnown @inaccessible }`;
}
