import { describe, expect, test } from '@jest/globals';
import {
  buildSchema,
  getVariableValues,
  isTypeSystemDefinitionNode,
  parse,
  validate,
  type OperationDefinitionNode,
} from 'graphql';
import { codeBlocks, markdownFiles, readProjectFile, type CodeBlock } from './markdown.ts';

const schema = buildSchema(readProjectFile('schema/api.graphql'));
const blocks = markdownFiles().flatMap(codeBlocks);

interface Example {
  file: string;
  query: string;
  variables: Record<string, unknown>;
}

/** A GraphQL request in JSON, on a command line or alone; `'$NAME'` is a shell variable set into it. */
function requestsIn({ file, text }: CodeBlock): Example[] {
  const joined = text.replaceAll(/'"?\$\{?[A-Z_]+\}?"?'/g, 'X');
  return [...joined.matchAll(/(?:^|')(\{\s*"query":.*?\})(?:'|$)/gms)].map(([, json = '']) => ({
    file,
    variables: {},
    ...(JSON.parse(json) as { query: string }),
  }));
}

const examples: Example[] = blocks.flatMap((block) =>
  block.language === 'graphql' ? [{ file: block.file, query: block.text, variables: {} }] : requestsIn(block),
);

function problemsOf({ query, variables }: Example): string[] {
  const document = parse(query);
  // Excerpts of SDL are no questions.
  if (document.definitions.some(isTypeSystemDefinitionNode)) return [];
  const problems = validate(schema, document).map(({ message }) => message);
  if (Object.keys(variables).length === 0) return problems;
  const operation = document.definitions[0] as OperationDefinitionNode;
  const { errors = [] } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  return [...problems, ...errors.map(({ message }) => message)];
}

describe('examples', () => {
  test('there are some, in the README among others', () => {
    expect(examples.filter(({ file }) => file === 'README.md').length).toBeGreaterThanOrEqual(5);
  });

  test.each(examples.map((example, position) => [position + 1, example.file, example] as const))(
    'query %d (%s) fits the schema that clients see',
    (_, __, example) => expect(problemsOf(example)).toEqual([]),
  );

  test.each(
    blocks.filter(({ language }) => language === 'json').map((block) => [block.file, block.text] as const),
  )('the JSON in %s is JSON', (_, text) => expect(() => JSON.parse(text) as unknown).not.toThrow());
});
