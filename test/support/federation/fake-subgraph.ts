import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { SubgraphSdl } from './random-graph.ts';
import type { World } from './random-world.ts';
import type { Call, FakeAnswer } from './twin-executors.ts';

/** A subgraph over a world, run by graphql-js; its answers are copies, as from a wire. */
export interface FakeSubgraph {
  readonly name: string;
  answer(call: Call, world: World): Promise<FakeAnswer>;
}

export function createFakeSubgraph({ name, sdl }: SubgraphSdl): FakeSubgraph {
  const typeDefs = parse(sdl);
  const resolvers: Record<string, object> = {};
  for (const definition of typeDefs.definitions) {
    if (definition.kind !== 'ObjectTypeDefinition' && definition.kind !== 'InterfaceTypeDefinition') continue;
    if (!definition.directives?.some((directive) => directive.name.value === 'key')) continue;
    resolvers[definition.name.value] = {
      __resolveReference: (reference: Record<string, unknown>, world: World) => {
        const entity = world.entity(reference);
        // A subgraph that knows only the interface says no more than that.
        const known = entity && schema.getType(entity.__typename) ? entity.__typename : 'Thing';
        return entity && { ...entity, __typename: known };
      },
    };
  }
  const schema: GraphQLSchema = buildSubgraphSchema({ typeDefs, resolvers: resolvers as never });
  const documents = new Map<string, DocumentNode>();
  return {
    name,
    async answer({ query, variables }, world) {
      let document = documents.get(query);
      if (document === undefined) documents.set(query, (document = parse(query)));
      const { data, errors } = await execute({
        schema,
        document,
        variableValues: variables,
        contextValue: world,
        fieldResolver: (source, args, context, info) => {
          const value: unknown = world.resolve(source, args, context, info);
          return onlyKnown(value, schema);
        },
        typeResolver: world.typeOf,
      });
      const copy = JSON.parse(JSON.stringify(data ?? null)) as FakeAnswer['data'];
      return { data: copy, ...(errors ? { errors: [...errors] } : {}) };
    },
  };
}

function onlyKnown(value: unknown, schema: GraphQLSchema): unknown {
  if (Array.isArray(value)) return value.map((element) => onlyKnown(element, schema));
  if (typeof value !== 'object' || value === null || !('__typename' in value)) return value;
  return schema.getType(String(value.__typename)) ? value : { ...value, __typename: 'Thing' };
}
