/** Entry point of `npm run adapter:new NAME [--kind …]`: an adapter that works, for an author to make his own. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { asWritten } from './npm-options.ts';
import { KINDS, scaffoldAdapter } from '../adapters/sdk/scaffold/scaffold-adapter.ts';

const PROJECT = fileURLToPath(new URL('../', import.meta.url));

try {
  await create();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

async function create(): Promise<void> {
  const { name, kind } = readArguments(process.argv.slice(2));
  const files = await scaffoldAdapter(name, kind);
  console.log(`adapters/${name}/ (${kind}):`);
  for (const file of files) console.log(`  ${file}`);
  run('node', ['schema/compose.ts']);
  run('graphql-codegen', ['--config', 'codegen.yml', '--silent']);
  console.log(`
It is in the schema as ${name[0]!.toUpperCase()}${name.slice(1)}Permit. Next:

  npm run adapter:check ${name}         the conformance kit, against its own twin
  DATA_DIR=.data/${name} npm start      a hub whose demo licence holds one of its permits

Then make it your own, in this order, checking after each: definition.ts (names, fields, limits, variables),
twin/ (the department's system, from its manual), mapping.ts, client.ts, README.md. docs/adapter-guide.md goes along.
To undo: remove adapters/${name} and run npm run compose.`);
}

function readArguments(args: string[]): { name: string; kind: string } {
  const usage = `Use: npm run adapter:new NAME [--kind ${KINDS.join('|')}], e.g. npm run adapter:new water.`;
  try {
    const { values, positionals } = parseArgs({
      args: asWritten(args, { kind: 'value' }, 1, process.env),
      allowPositionals: true,
      options: { kind: { type: 'string', default: 'rest' } },
    });
    const [name, ...more] = positionals;
    if (name !== undefined && more.length === 0) return { name, kind: values.kind };
  } catch (error) {
    throw new Error(`${(error as Error).message.split(/\.\s|\n/)[0]}. ${usage}`, { cause: error });
  }
  throw new Error(usage);
}

/** @throws Error where the program fails; it has said why itself */
function run(program: string, args: string[]): void {
  const { status, error } = spawnSync(program, args, {
    cwd: PROJECT,
    stdio: ['ignore', 'ignore', 'inherit'],
    // Also where this is not run by npm, which puts the project's programs on the path.
    env: { ...process.env, PATH: `${PROJECT}node_modules/.bin:${process.env.PATH}` },
  });
  if (status !== 0) {
    throw new Error(`${program} ${args[0]} failed${error ? `: ${error.message}` : ''}; see above.`);
  }
}
