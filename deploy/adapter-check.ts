/**
 * Entry point of `npm run adapter:check NAME_OR_URL`: the conformance kit against an adapter. A name starts that adapter
 * and a system of its own beside whatever is running; a URL is checked as it runs. Exit code 1 where a check fails, 2
 * where none could begin.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { reportJson } from '../adapters/sdk/conformance/report/json.ts';
import { junitXml } from '../adapters/sdk/conformance/report/junit.ts';
import { resultLines, summaryLine } from '../adapters/sdk/conformance/report/text.ts';
import { runProcess } from '../subgraphs/platform/process-life.ts';
import { checkAdapter } from './check/check-adapter.ts';
import { asWritten } from './npm-options.ts';

const complain = (line: string) => void process.stderr.write(`${line}\n`);
const CANNOT_BEGIN = 2;

const stop = runProcess({
  async start(closers) {
    const { subject, junit, json } = readArguments(process.argv.slice(2));
    // Standard output is for the program that asked for JSON.
    const say = json ? complain : (line: string) => console.log(line);
    const results = await checkAdapter({
      subject,
      environment: process.env,
      closers,
      tell: (result) => say(resultLines(result)),
    });
    say(`\n${summaryLine(results)}`);
    if (junit !== undefined) await writeFile(junit, junitXml(subject, results));
    if (json) console.log(reportJson(subject, results));
    stop(results.some(({ outcome }) => outcome === 'FAILED') ? 1 : 0);
  },
  complain,
  failedToStart(message) {
    complain(message);
    setImmediate(() => stop(CANNOT_BEGIN));
    return new Promise(() => undefined);
  },
  stopWithinMs: 20_000,
});

function readArguments(args: string[]): { subject: string; junit: string | undefined; json: boolean } {
  const usage =
    'Use: npm run adapter:check NAME_OR_URL [--junit FILE] [--json], e.g. npm run adapter:check food.';
  try {
    const { values, positionals } = parseArgs({
      args: asWritten(args, { junit: 'value', json: 'flag' }, 1, process.env),
      allowPositionals: true,
      options: { junit: { type: 'string' }, json: { type: 'boolean', default: false } },
    });
    const [subject, ...more] = positionals;
    if (subject !== undefined && more.length === 0)
      return { subject, junit: values.junit, json: values.json };
  } catch (error) {
    throw new Error(`${(error as Error).message.split(/\.\s|\n/)[0]}. ${usage}`, { cause: error });
  }
  throw new Error(usage);
}
