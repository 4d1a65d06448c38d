/** Entry point of `npm run gateway`: the gateway alone, over anybody's supergraph. */
import { parseArgs } from 'node:util';
import { createOpenGateway } from '../gateway/create-open-gateway.ts';
import { createLogger } from '../subgraphs/platform/logger.ts';
import { runProcess } from '../subgraphs/platform/process-life.ts';

const OPTIONS = {
  supergraph: { type: 'string' },
  port: { type: 'string', default: '4000' },
  open: { type: 'boolean', default: false },
} as const;
const USAGE = 'npm run gateway -- --supergraph FILE --port N --open';

const complain = (line: string) => void process.stderr.write(`${line}\n`);

runProcess({
  async start(closers) {
    const { supergraph, port, open } = readArguments();
    if (supergraph === undefined) throw new Error(`--supergraph is missing; ${USAGE}.`);
    if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
      throw new Error(`--port is "${port}"; it takes a port from 0 (any free one) to 65535.`);
    }
    if (!open) {
      throw new Error(
        '--open is missing. It says that you know: this gateway signs nobody in and refuses nobody, takes the addresses of subgraphs from the file, and listens on loopback only. The guarded one is npm start -- --only gateway.',
      );
    }
    const gateway = await createOpenGateway({
      supergraphFile: supergraph,
      port: Number(port),
      log: createLogger('gateway'),
    });
    await closers.add('gateway', () => gateway.close());
    console.log(
      `Open to everybody on this machine: http://127.0.0.1:${gateway.port}/graphql\nCtrl-C stops it.`,
    );
  },
  complain,
  stopWithinMs: 20_000,
});

function readArguments() {
  try {
    return parseArgs({ options: OPTIONS }).values;
  } catch (error) {
    const [reason] = (error as Error).message.split(/\.\s|\n/);
    throw new Error(`${reason}. Use: ${USAGE}.`, { cause: error });
  }
}
