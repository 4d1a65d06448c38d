/** Entry point of `npm start`: the whole hub, ready to be asked. */
import { runProcess } from '../subgraphs/platform/process-life.ts';
import { readConfiguration } from './configuration.ts';
import { startHub } from './start-hub.ts';
import { createSteps } from './steps.ts';
import { welcome } from './welcome.ts';

const complain = (line: string) => void process.stderr.write(`${line}\n`);

runProcess({
  async start(closers) {
    const steps = createSteps((line) => console.log(line));
    const hub = await startHub(
      readConfiguration(process.argv.slice(2), process.env),
      closers,
      steps,
      complain,
    );
    console.log(welcome(hub, { elapsedMs: steps.elapsedMs, dataFolder: process.env.DATA_DIR || undefined }));
  },
  complain,
  stopWithinMs: 12_000,
});
