import { describe, expect, test } from '@jest/globals';
import { discoverAdapters } from '../../../adapters/sdk/discover-adapters.ts';
import { DEPARTMENTS } from '../../../subgraphs/domain/departments.ts';
import { projectFiles, readProjectFile, tableRows } from './markdown.ts';

/** Of the system, or of npm; nobody sets them for the hub. */
const NOT_CONFIGURATION = new Set(['PATH']);

const NAME = '[A-Z][A-Z0-9_]+';
/** The ways in which this code reads a variable: as a property, destructured, or as a key of a zod schema. */
const READS = [
  new RegExp(`\\benv(?:ironment)?\\??\\.(${NAME})\\b(?!\\s*=[^=])`, 'g'),
  new RegExp(`\\{\\s*(${NAME})\\b[^}]*\\}\\s*=\\s*process\\.env`, 'g'),
  new RegExp(`(?:^|[{,])\\s*(${NAME}): *(?:z|port|budget|claim)\\b`, 'gm'),
];
/** A variable that each department has one of, e.g. `FOOD_SERVICE_URL`. */
const READ_BY_DEPARTMENT = /\$\{(?:code|role)\.toUpperCase\(\)\}(_[A-Z_]+)`/g;

const readInCode = new Set(
  projectFiles('.ts')
    // Templates name the variables of nobody.
    .filter((path) => !path.startsWith('test/') && !path.startsWith('adapters/sdk/scaffold/'))
    .map(readProjectFile)
    .flatMap((code) => [
      ...READS.flatMap((pattern) => [...code.matchAll(pattern)].map(([, name = '']) => name)),
      ...[...code.matchAll(READ_BY_DEPARTMENT)].flatMap(([, end = '']) =>
        DEPARTMENTS.map((department) => department.code.toUpperCase() + end),
      ),
    ])
    .filter((name) => !NOT_CONFIGURATION.has(name)),
);

/** Variables in the first column of a table; what else is written so there are codes, not variables. */
const configure = readProjectFile('README.md').match(/^## Configure$(.*?)^## /ms)?.[1] ?? '';
const inReadme = new Set(
  tableRows(configure).flatMap(([cell = '']) =>
    [...cell.matchAll(/`([A-Z][A-Z0-9_]+)`/g)].map(([, name]) => name),
  ),
);

describe('environment variables', () => {
  test('the search finds those of the start, of the log and of every adapter', () => {
    for (const name of [
      'PORT',
      'DATA_DIR',
      'DATABASE_URL',
      'LOG_LEVEL',
      'INTERNAL_KEYS',
      'FOOD_URL',
      'FOOD_SERVICE_URL',
      'REGISTRY_DATABASE_URL',
    ])
      expect(readInCode).toContain(name);
  });

  test("every variable that the code reads is in the README, or is an adapter's that has joined", () => {
    const joined = DEPARTMENTS.filter(
      ({ code }) => !readProjectFile('README.md').includes(`adapters/${code}/`),
    );
    const isTheirs = (name: string) => joined.some(({ code }) => name.startsWith(`${code.toUpperCase()}_`));
    expect([...readInCode].filter((name) => !inReadme.has(name) && !isTheirs(name))).toEqual([]);
  });

  test('every variable in the README is read by the code', () => {
    expect([...inReadme].filter((name) => !readInCode.has(String(name)))).toEqual([]);
  });

  test("an adapter's README has the variables of its definition, and no others", async () => {
    for (const { department, configuration } of await discoverAdapters()) {
      const text = readProjectFile(`adapters/${department.code}/README.md`);
      const table = tableRows(text).map(([cell = '']) => /^`([A-Z][A-Z0-9]*_[A-Z0-9_]+)`$/.exec(cell)?.[1]);
      const { shape } = configuration as unknown as { shape: Record<string, unknown> };
      const variables = table.filter(
        (name = '') => name.startsWith(`${department.code.toUpperCase()}_`) || Object.hasOwn(shape, name),
      );
      expect([department.code, variables]).toEqual([department.code, Object.keys(shape)]);
    }
  });
});
