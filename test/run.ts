/**
 * Entry point of `npm test`: every check of the project, one after the other, and `N passed, N failed` at the end. A
 * check is one command; Jest's tests are counted one by one. `npm test -- NAME …` runs the named checks only.
 */
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Outcome {
  passed: number;
  failed: number;
}

interface Check {
  name: string;
  run(): Promise<Outcome>;
}

const JEST = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  'node_modules/jest/bin/jest.js',
];

const checks: Check[] = [
  command('format', 'prettier', ['--check', '--log-level', 'warn', '.']),
  command('types', 'tsc', ['--noEmit', '-p', '.']),
  command('lint', 'eslint', ['--max-warnings', '0', '.']),
  command('composed', 'node', ['schema/compose.ts', '--check']),
  command('generated', 'graphql-codegen', ['--config', 'codegen.yml', '--check', '--silent']),
  jest('unit', ['test/unit', 'adapters/'], '2'),
  jest('integration', ['test/integration/(?!start|platform)', 'test/faults/changes'], '2'),
  jest('start', ['test/integration/(start|platform)'], '2'),
  // The same tests, with every role in a process of its own; all of them nightly.
  jest('roles', ['test/integration/api/listing'], '1', { HUB_SHAPE: 'roles' }),
  // Alone on the machine: these assert times. Roles killed one after the other take long: nightly.
  jest('faults', ['test/faults/(?!roles|changes)'], '1'),
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !checks.some((check) => check.name === name));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(', ')}. Known: ${checks.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}

const total: Outcome = { passed: 0, failed: 0 };
for (const check of checks) {
  if (wanted.length > 0 && !wanted.includes(check.name)) continue;
  const from = performance.now();
  const outcome = await check.run();
  total.passed += outcome.passed;
  total.failed += outcome.failed;
  const mark = outcome.failed === 0 ? '✓' : '✗';
  const seconds = ((performance.now() - from) / 1_000).toFixed(1);
  console.log(
    `${mark} ${check.name.padEnd(12)} ${outcome.passed} passed, ${outcome.failed} failed (${seconds} s)`,
  );
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

function command(name: string, program: string, args: string[]): Check {
  return {
    name,
    run: async () =>
      (await execute(program, args)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 },
  };
}

function jest(
  name: string,
  paths: string[],
  workers: string,
  environment: Record<string, string> = {},
): Check {
  return {
    name,
    async run() {
      const report = join(tmpdir(), `jest-${process.pid}-${name}.json`);
      const code = await execute(
        'node',
        [
          ...JEST,
          ...paths,
          `--maxWorkers=${workers}`,
          '--passWithNoTests',
          '--json',
          `--outputFile=${report}`,
          // Eight processes take longer to start than one.
          ...(environment.HUB_SHAPE ? ['--testTimeout=90000'] : []),
        ],
        environment,
      );
      const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(
        readFileSync(report, 'utf8'),
      ) as Record<string, number>;
      rmSync(report);
      // A test file that cannot even run, or a run that ends badly with every test green, is a failure too.
      const failed = (numFailedTests ?? 0) + (numRuntimeErrorTestSuites ?? 0);
      return { passed: numPassedTests ?? 0, failed: code !== 0 && failed === 0 ? 1 : failed };
    },
  };
}

/** The program's own words go through, so that a failure can be read. Standard output of Jest's JSON is dropped. */
function execute(
  program: string,
  args: string[],
  environment: Record<string, string> = {},
): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['ignore', program === 'node' ? 'ignore' : 'inherit', 'inherit'],
      env: { ...process.env, FORCE_COLOR: '0', ...environment },
    });
    child.once('error', reject);
    child.once('exit', resolve);
  });
}
