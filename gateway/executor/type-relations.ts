import { isAbstractType, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';

/** Which types of a schema fit which conditions, worked out once. */
export interface TypeRelations {
  /** Whether an object of this type fits a fragment on that one; false where either is unknown. */
  fits(typeName: string, condition: string): boolean;
}

export function createTypeRelations(schema: GraphQLSchema): TypeRelations {
  const above = new Map<string, ReadonlySet<string>>();
  const types = Object.values(schema.getTypeMap());
  const abstract = types.filter(isAbstractType);
  for (const type of types) {
    if (isObjectType(type) || isInterfaceType(type)) {
      const fitting = abstract.filter((other) => schema.isSubType(other, type));
      above.set(type.name, new Set([type.name, ...fitting.map(({ name }) => name)]));
    } else if (isAbstractType(type)) {
      above.set(type.name, new Set([type.name]));
    }
  }
  return { fits: (typeName, condition) => above.get(typeName)?.has(condition) === true };
}
