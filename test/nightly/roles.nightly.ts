/**
 * Every role in a process of its own passes the same integration and fault tests as the one process; and each of them is
 * killed under load. `node test/nightly/roles.nightly.ts PATTERN …` runs some of the test files.
 */
import { spawn } from 'node:child_process';

const ALL = ['test/integration/(api|sdk)', 'test/faults'];
/** About one process with one adapter beside it; in this shape there is no such thing. */
const NOT_IN_THIS_SHAPE = 'test/faults/dead-adapter';

const patterns = process.argv.slice(2);
const tests = spawn(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    'node_modules/jest/bin/jest.js',
    ...(patterns.length > 0 ? patterns : ALL),
    `--testPathIgnorePatterns=${NOT_IN_THIS_SHAPE}`,
    '--maxWorkers=1',
    '--testTimeout=90000',
  ],
  { stdio: 'inherit', env: { ...process.env, HUB_SHAPE: 'roles', EVERY_ROLE: '1', FORCE_COLOR: '0' } },
);
tests.once('exit', (code) => process.exit(code ?? 1));
