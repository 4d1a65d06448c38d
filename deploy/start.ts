/** Entry point of `npm start`: the whole hub, ready to be asked. */
import { forgetPostgresVariables } from '../subgraphs/platform/postgres-environment.ts';
import { runProcess } from '../subgraphs/platform/process-life.ts';
import { HELP, readArguments } from './arguments.ts';
import { readConfiguration } from './configuration.ts';
import { startHub } from './start-hub.ts';
import { startRoles } from './start-roles.ts';
import { createSteps } from './steps.ts';
import { STOP_WITHIN_MS } from './stop-within.ts';
import { welcome } from './welcome.ts';

const complain = (line: string) => void process.stderr.write(`${line}\n`);

runProcess({
  async start(closers) {
    if (readArguments(process.argv.slice(2)).help) return console.log(HELP);
    const configuration = readConfiguration(process.argv.slice(2), process.env);
    if (configuration.only) {
      const lines = await startRoles(configuration, configuration.only, closers, complain);
      console.log([...lines, '', 'Ctrl-C stops it.'].join('\n'));
      return;
    }
    if (configuration.databaseUrl === undefined) forgetPostgresVariables(process.env);
    const steps = createSteps((line) => console.log(line));
    const hub = await startHub(configuration, closers, steps, complain);
    console.log(welcome(hub, { elapsedMs: steps.elapsedMs, dataFolder: process.env.DATA_DIR || undefined }));
  },
  complain,
  stopWithinMs: STOP_WITHIN_MS,
});
