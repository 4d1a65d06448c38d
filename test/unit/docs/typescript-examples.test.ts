import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import ts from 'typescript';
import { PROJECT, codeBlocks, markdownFiles, readProjectFile } from './markdown.ts';

const FOLDER = fileURLToPath(PROJECT);

test('every TypeScript example is right by its types, as a file in the project folder', () => {
  const examples = new Map(
    markdownFiles()
      .flatMap(codeBlocks)
      .filter(({ language }) => language === 'ts')
      .map(({ file, text }, position) => [
        `${FOLDER}example-${position}-${file.replaceAll('/', '-')}.ts`,
        text,
      ]),
  );
  expect(examples.size).toBeGreaterThan(0);
  const { options, errors } = ts.convertCompilerOptionsFromJson(
    (JSON.parse(readProjectFile('tsconfig.json')) as { compilerOptions: unknown }).compilerOptions,
    FOLDER,
  );
  expect(errors).toEqual([]);
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => examples.has(name) || fileExists(name);
  host.readFile = (name) => examples.get(name) ?? readFile(name);
  host.getSourceFile = (name, version, ...rest) => {
    const text = examples.get(name);
    return text === undefined
      ? getSourceFile(name, version, ...rest)
      : ts.createSourceFile(name, text, version, true);
  };
  const program = ts.createProgram([...examples.keys()], options, host);
  const problems = [...examples.keys()].flatMap((name) => {
    const file = program.getSourceFile(name);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      ({ messageText }) =>
        `${name.slice(FOLDER.length)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
  });
  expect(problems).toEqual([]);
});
