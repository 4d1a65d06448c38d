import type { GraphQLResolveInfo, SelectionSetNode } from 'graphql';

/** Whether a field of this name is selected anywhere below; decides what SQL brings, never who may see it. */
export function selectsField(info: GraphQLResolveInfo, name: string): boolean {
  return info.fieldNodes.some(({ selectionSet }) => selects(selectionSet, name, info));
}

function selects(set: SelectionSetNode | undefined, name: string, info: GraphQLResolveInfo): boolean {
  return (
    set?.selections.some((selection) => {
      if (selection.kind === 'FragmentSpread') {
        return selects(info.fragments[selection.name.value]?.selectionSet, name, info);
      }
      if (selection.kind === 'Field' && selection.name.value === name) return true;
      return selects(selection.selectionSet, name, info);
    }) ?? false
  );
}
