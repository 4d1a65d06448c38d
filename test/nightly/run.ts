/**
 * Entry point of `npm run test:nightly`: the checks that take longer than a change may wait, one after the other.
 * `npm run test:nightly -- NAME …` runs the named ones; each is a program of its own, `node test/nightly/NAME.nightly.ts`.
 * A check prints its figures as JSON lines and exits with 0 where what it promises held.
 */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = new URL('./', import.meta.url);
const END = '.nightly.ts';

const known = readdirSync(FOLDER)
  .filter((file) => file.endsWith(END))
  .map((file) => file.slice(0, -END.length))
  .sort();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(', ')}. Known: ${known.join(', ')}.`);
  process.exit(2);
}

let failed = 0;
const names = wanted.length > 0 ? wanted : known;
for (const name of names) {
  const from = performance.now();
  const code = await run(name);
  if (code !== 0) failed += 1;
  const seconds = ((performance.now() - from) / 1_000).toFixed(1);
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
}
console.log(`${names.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

function run(name: string): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [fileURLToPath(new URL(`${name}${END}`, FOLDER))], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.once('error', reject);
    child.once('exit', resolve);
  });
}
