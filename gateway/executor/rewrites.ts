import type { FetchDataRewrite } from '@apollo/query-planner';
import { define, isData, own, type Data } from './data.ts';
import type { TypeRelations } from './type-relations.ts';

/** Changes data in place. */
export type Rewrite = (value: unknown) => void;

const FRAGMENT = '... on ';

/**
 * Prepares what a plan changes in representations before they travel, and in answers before they are merged: an alias
 * that kept two fields apart is taken off again, a type name is put in the words of the subgraph.
 * @returns undefined where there is nothing to change
 */
export function compileRewrites(
  rewrites: readonly FetchDataRewrite[] | undefined,
  types: TypeRelations,
): Rewrite | undefined {
  if (!rewrites?.length) return undefined;
  const all = rewrites.map((rewrite) => compileRewrite(rewrite, types));
  return (value) => {
    for (const rewrite of all) rewrite(value);
  };
}

function compileRewrite(rewrite: FetchDataRewrite, types: TypeRelations): Rewrite {
  const last = rewrite.path.at(-1);
  if (last === undefined) return () => {};
  return rewrite.path
    .slice(0, -1)
    .reduceRight<Rewrite>(
      (then, element) => eachObject(into(element, then, types)),
      eachObject(change(rewrite, last)),
    );
}

function eachObject(then: (data: Data) => void): Rewrite {
  return function each(value) {
    if (Array.isArray(value)) value.forEach(each);
    else if (isData(value)) then(value);
  };
}

function into(element: string, then: Rewrite, types: TypeRelations): (data: Data) => void {
  if (!element.startsWith(FRAGMENT)) return (data) => then(own(data, element));
  const condition = element.slice(FRAGMENT.length);
  return (data) => {
    const typeName = data.__typename;
    // Where nobody asked for the type, it can only be the one.
    const fits =
      !typeName ||
      typeName === condition ||
      (typeof typeName === 'string' && types.fits(typeName, condition));
    if (fits) then(data);
  };
}

function change(rewrite: FetchDataRewrite, key: string): (data: Data) => void {
  if (rewrite.kind === 'ValueSetter') return (data) => define(data, key, rewrite.setValueTo);
  return (data) => {
    const value = own(data, key);
    if (!value) return;
    define(data, rewrite.renameKeyTo, value);
    define(data, key, undefined);
  };
}
