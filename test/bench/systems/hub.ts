/** The hub as it is run: gateway, issuance and adapters in one process, sign-in and every check included. */
import { openLocalIssuer } from '../../../gateway/sign-in/local-issuer.ts';
import { createAdapterService } from '../../../adapters/sdk/adapter-service.ts';
import { createAdapterStandIn } from '../../../deploy/adapter-stand-in.ts';
import { readConfiguration } from '../../../deploy/configuration.ts';
import { createTelemetry } from '../../../deploy/telemetry.ts';
import { createDepartmentMeter } from '../../../adapters/sdk/department-meter.ts';
import { openGateway } from '../../../deploy/open-gateway.ts';
import { createIssuance } from '../../../subgraphs/issuance/service.ts';
import { createLogger } from '../../../subgraphs/platform/logger.ts';
import { runProcess } from '../../../subgraphs/platform/process-life.ts';
import type { SubgraphService } from '../../../subgraphs/platform/subgraph-service.ts';
import { benchDefinitions } from '../adapters.ts';
import { sayReady } from '../measure/child-process.ts';
import { BENCH_CALLER, readSetting, type SystemReady } from './system.ts';

const TOKEN_SECONDS = 24 * 60 * 60 - 60;

runProcess({
  async start(closers) {
    const { databaseUrl, access, folder } = readSetting();
    const telemetry = createTelemetry({ metricsToken: undefined });
    const issuance = await createIssuance({ databaseUrl, log: createLogger('issuance') });
    await closers.add('issuance', () => issuance.close());
    const adapters = new Map<string, SubgraphService>(
      benchDefinitions(access).map((definition): [string, SubgraphService] => {
        const { code } = definition.department;
        const service = createAdapterService({
          definition,
          environment: access.environment,
          watch: createDepartmentMeter(telemetry.metrics, code),
          log: createLogger(code),
        });
        return [code, service];
      }),
    );
    // In the supergraph, and on none of the licences.
    adapters.set('registry', createAdapterStandIn('registry'));
    const gateway = await openGateway({
      configuration: readConfiguration(['--no-sandbox'], {
        PORT: '0',
        DATA_DIR: folder,
        DATABASE_URL: databaseUrl,
        NODE_ENV: 'production',
        // One caller sends all: its budget is counted, and never used up.
        BUDGET_SERVICE: '999999999999',
      }),
      issuance,
      adapters,
      demoLicense: null,
      telemetry,
      closers,
    });
    const issuer = await openLocalIssuer(folder, { create: false });
    const token = await issuer.issue(BENCH_CALLER, TOKEN_SECONDS);
    sayReady({
      origin: `http://127.0.0.1:${gateway.port}`,
      headers: { authorization: `Bearer ${token}` },
    } satisfies SystemReady);
  },
  complain: (line) => void process.stderr.write(`hub: ${line}\n`),
  stopWithinMs: 20_000,
});
