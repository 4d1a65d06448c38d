/**
 * One of the processes of `npm start -- --workers N`: gateway, issuance and adapters, on the port that it shares with the
 * others. The first process tells it what to open, ends it by SIGTERM, and replaces it.
 */
import { readCallKeys } from '../../subgraphs/platform/internal-call/call-keys.ts';
import { openServiceServer } from '../../subgraphs/platform/internal-call/service-server.ts';
import type { Closers } from '../../subgraphs/platform/closers.ts';
import { createLogger } from '../../subgraphs/platform/logger.ts';
import { runProcess } from '../../subgraphs/platform/process-life.ts';
import { readConfiguration } from '../configuration.ts';
import { createInternalKeys } from '../internal-keys.ts';
import { openAdapters } from '../open-adapters.ts';
import { openGateway } from '../open-gateway.ts';
import { openIssuance } from '../open-issuance.ts';
import { servedRoles } from '../served-roles.ts';
import { STOP_WITHIN_MS } from '../stop-within.ts';
import { createTelemetry } from '../telemetry.ts';
import type { WorkerMessage, WorkerOrder } from './worker-messages.ts';

const complain = (line: string) => void process.stderr.write(`${line}\n`);

runProcess({
  start,
  complain,
  failedToStart: (message) => tellFirst({ kind: 'failed', message }),
  // Ctrl-C goes to every process of the terminal; when a worker ends is for the first one to say.
  stopSignals: ['SIGTERM'],
  stopWithinMs: STOP_WITHIN_MS,
});

async function start(closers: Closers): Promise<void> {
  const order = await new Promise<WorkerOrder>((resolve) => process.once('message', resolve));
  const { databaseUrl, environment, share, port, demoLicense } = order;
  const configuration = { ...readConfiguration(process.argv.slice(2), environment), port };
  const issuance = await openIssuance(databaseUrl, closers);
  const telemetry = createTelemetry(configuration.observing);
  const adapters = await openAdapters({
    environment,
    share,
    metrics: telemetry.metrics,
    keysOf: createInternalKeys(configuration.dataFolder, environment),
    closers,
    // Said once, by the first process.
    tell: () => undefined,
  });
  const keys = readCallKeys(order.internalKeys);
  const services = await openServiceServer({
    services: await servedRoles(undefined, adapters, () => Promise.resolve(keys)),
    host: '127.0.0.1',
    port: 0,
    log: createLogger('worker'),
  });
  await closers.add('service', () => services.close());
  await openGateway({ configuration, issuance, adapters, demoLicense, telemetry, closers });
  await tellFirst({ kind: 'ready', services: `http://127.0.0.1:${services.port}` });
}

/** Resolves whether or not it could be told: without a first process, this one ends by itself. */
async function tellFirst(message: WorkerMessage): Promise<void> {
  await new Promise<void>((told) => process.send?.(message, undefined, undefined, () => told()));
}
