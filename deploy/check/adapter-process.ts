/**
 * Entry point of the adapter that `npm run adapter:check NAME` looks at, as a child of the kit: an adapter's definition
 * (its file's URL) served on a port (0 for any free one), as `npm start -- --only NAME` would serve it. A crash of it is
 * a result of the kit, and so is its log, which is standard error.
 */
import { createAdapterService } from '../../adapters/sdk/adapter-service.ts';
import type { AdapterDefinition } from '../../adapters/sdk/contract.ts';
import { readCallKeys } from '../../subgraphs/platform/internal-call/call-keys.ts';
import { openServiceServer } from '../../subgraphs/platform/internal-call/service-server.ts';
import { createLogger } from '../../subgraphs/platform/logger.ts';

const [definitionUrl = '', port = '0'] = process.argv.slice(2);
// The kit is gone, however it ended.
process.on('disconnect', () => process.exit(0));

const { default: definition } = (await import(definitionUrl)) as { default: AdapterDefinition };
const { code } = definition.department;
const log = createLogger(code);
const service = createAdapterService({ definition, environment: process.env, log });
const keys = readCallKeys(process.env.INTERNAL_KEYS ?? '');
const server = await openServiceServer({
  services: new Map([
    [`/${code}`, { service, keys }],
    [`/${code}/contract`, { service: service.contract, keys }],
  ]),
  host: '127.0.0.1',
  port: Number(port),
  log,
});
process.send?.({ port: server.port });
