/** Entry point of `npm start`: the whole hub, ready to be asked. */
import { DataFolderError } from '../subgraphs/platform/data-folder-error.ts';
import { createClosers } from '../subgraphs/platform/closers.ts';
import { readConfiguration } from './configuration.ts';
import { startHub, type RunningHub } from './start-hub.ts';
import { createSteps } from './steps.ts';

const STOP_WITHIN_MS = 12_000;

const complain = (line: string) => void process.stderr.write(`${line}\n`);
const closers = createClosers(complain);
let stopping = false;

process.on('SIGINT', () => stop(0));
process.on('SIGTERM', () => stop(0));
process.on('unhandledRejection', fail);
process.on('uncaughtException', fail);

const steps = createSteps((line) => console.log(line));
try {
  const hub = await startHub(readConfiguration(process.argv.slice(2), process.env), closers, steps, complain);
  console.log(welcome(hub, steps.elapsedMs));
} catch (error) {
  fail(error);
}

function welcome({ gateway, sandbox, demoLicense }: RunningHub, elapsedMs: number): string {
  const lines = [
    '',
    `Ready in ${(elapsedMs / 1_000).toFixed(1)} s.`,
    `  GraphQL and GraphiQL   ${gateway}/graphql`,
    `  health, readiness      ${gateway}/health  ${gateway}/ready`,
  ];
  if (sandbox) lines.push(`  sandbox control        ${sandbox}/control/departments`);
  if (demoLicense) {
    lines.push(
      `  demo licence           ${demoLicense}`,
      '',
      'Ask for it:',
      '',
      '  TOKEN=$(npm -s run token -- --role regulator --region 410200)',
      `  curl -s ${gateway}/graphql -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' \\`,
      `    -d '{"query":"{ compositeLicense(number: \\"${demoLicense}\\") { status holder { name } subPermits { number status freshness { state asOf reason } department { name } } } }"}'`,
    );
  }
  lines.push('', 'Ctrl-C stops it.');
  return lines.join('\n');
}

function fail(error: unknown): void {
  // What fails because the hub is closing is no news.
  if (stopping) return;
  const message = error instanceof Error ? error.message : String(error);
  complain(message.replaceAll('\n', ' '));
  if (process.env.LOG_LEVEL === 'debug' && !(error instanceof DataFolderError)) console.error(error);
  stop(1);
}

function stop(code: number): void {
  if (stopping) return;
  stopping = true;
  setTimeout(() => {
    complain(`The hub could not stop in order within ${STOP_WITHIN_MS / 1_000} s.`);
    process.exit(1);
  }, STOP_WITHIN_MS).unref();
  void closers.closeAll().then(() => process.exit(code));
}
