import { describe, expect, test } from '@jest/globals';
import { codeBlocks, markdownFiles, readProjectFile, tableRows } from './markdown.ts';

const { scripts } = JSON.parse(readProjectFile('package.json')) as { scripts: Record<string, string> };
const readme = readProjectFile('README.md');
const commands = tableRows(readme.match(/^### Commands$(.*?)^### /ms)?.[1] ?? '').map(([cell = '']) => cell);

/** npm has a word of its own for these two. */
const asCalled = (script: string) => (['start', 'test'].includes(script) ? script : `run ${script}`);

describe('commands', () => {
  test.each(Object.keys(scripts))('the README has a row for the script %s', (script) => {
    const row = new RegExp(`^\`npm (-s )?${asCalled(script)}( [A-Z_]+)?( --[^\`]*)?\``);
    expect(commands.filter((cell) => row.test(cell))).toHaveLength(1);
  });

  test('every npm script that a text names exists', () => {
    const named = markdownFiles().flatMap(({ path, text }) =>
      [...text.matchAll(/\bnpm (?:-s )?run ([\w:-]+)/g)].map(([, script = '']) => ({ path, script })),
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter(({ script }) => !Object.hasOwn(scripts, script))).toEqual([]);
  });

  test('every check that `npm test` knows is in the README', () => {
    const checks = [...readProjectFile('test/run.ts').matchAll(/\b(?:command|jest)\('(\w+)', /g)].map(
      ([, name]) => name,
    );
    expect(checks.length).toBeGreaterThan(5);
    const row = tableRows(readme).find(([cell = '']) => cell.startsWith('`npm test`'))?.[1];
    for (const check of checks) expect(row).toMatch(new RegExp(`\\b${check}\\b`));
  });

  test('every option of `npm run token` is in the README, and none that it does not take', () => {
    const taken = [
      ...readProjectFile('deploy/token.ts').matchAll(/^\s+'?([a-z-]+)'?: \{ type: 'string'/gm),
    ].map(([, name]) => `--${name}`);
    const row =
      tableRows(readme)
        .find(([cell = '']) => cell.includes('run token'))
        ?.join(' ') ?? '';
    const told = [...row.matchAll(/--[a-z][a-z-]*/g)].map(([option]) => option);
    expect(new Set(told)).toEqual(new Set(taken));
    const used = markdownFiles()
      .flatMap(codeBlocks)
      .flatMap(({ text }) => [...text.matchAll(/run token -- ([^)\n]*)/g)])
      .flatMap(([, options = '']) => [...options.matchAll(/--[a-z-]+/g)].map(([option]) => option));
    for (const option of used) expect(taken).toContain(option);
  });

  test('every option of `npm start` is in the README', () => {
    const source = readProjectFile('deploy/arguments.ts');
    const taken = [...source.matchAll(/'?\b([a-z-]+)'?: \{ type: '(?:boolean|string)'/g)].map(
      ([, name]) => `--${name}`,
    );
    expect(taken).toContain('--no-sandbox');
    const row = tableRows(readme)
      .find(([cell = '']) => cell.startsWith('`npm start'))
      ?.join(' ');
    for (const option of taken) expect(row).toContain(option);
  });
});
