import type { BlockList } from 'node:net';
import { ApolloServer } from '@apollo/server';
import type { GraphQLDataSource } from '@apollo/gateway';
import type { JSONWebKeySet } from 'jose';
import type { MetricsPage } from '../subgraphs/platform/telemetry/metrics-page.ts';
import type { Metrics } from '../subgraphs/platform/telemetry/metrics.ts';
import type { Logger } from '../subgraphs/platform/logger.ts';
import { createAdmission } from './admission/admission.ts';
import { authorizationPlugin } from './authorization/authorization-plugin.ts';
import { createCallerAccounts } from './demand/caller-accounts.ts';
import type { CostLimitsByKind } from './demand/cost-limits.ts';
import { demandControlPlugin } from './demand/demand-control-plugin.ts';
import type { Doorbell } from './doorbell/doorbell.ts';
import { createDoorbellHandler } from './doorbell/doorbell-handler.ts';
import { createClientErrorFormat } from './errors/client-error.ts';
import type { HubContext } from './hub-context.ts';
import { createHubGateway } from './hub-gateway.ts';
import { createClientAddress } from './http/client-address.ts';
import { openGatewayServer, type GatewayServer } from './http/gateway-server.ts';
import { createGraphiqlPage } from './http/graphiql-page.ts';
import { callerOf, createGraphqlHandler } from './http/graphql-handler.ts';
import { createMetricsHandler } from './http/metrics-handler.ts';
import { operationChoicePlugin } from './http/operation-choice-plugin.ts';
import { statusPlugin } from './http/status-plugin.ts';
import { DEFAULT_LIMITS, limitRule, type OperationLimits } from './limits/operation-limits.ts';
import { NOT_WANTED } from './not-wanted.ts';
import { outcomePlugin } from './observing/outcome-plugin.ts';
import { createRequestIds } from './observing/request-id.ts';
import { createRequestMeter } from './observing/request-meter.ts';
import { createRequestObserver } from './observing/request-observer.ts';
import type { NamedSubgraph } from './planning/graph-engine.ts';
import { readSupergraphFile, watchSupergraphFile } from './supergraph/supergraph-file.ts';
import type { TokenVerifier } from './sign-in/token-verifier.ts';

export interface GatewayOptions {
  /** Read now, and again whenever it changes. */
  supergraphFile: string | URL;
  /** @throws Error where this gateway has no such subgraph */
  dataSource(subgraph: NamedSubgraph): GraphQLDataSource<HubContext>;
  verifyToken: TokenVerifier;
  keys?: JSONWebKeySet;
  port: number;
  host: string;
  limits?: OperationLimits;
  /** What a caller may spend, an operation and a minute; absent: as much as it likes. */
  costLimits?: CostLimitsByKind | undefined;
  /** Whose word on where a request came from is taken. */
  trustedProxies?: BlockList | undefined;
  /** How many share the callers: each has its part of every budget. Default 1. */
  processes?: number;
  metrics?: Metrics;
  metricsPage?: MetricsPage;
  /** Introspection and GraphiQL; off in production. */
  explorable: boolean;
  demoLicense: string | null;
  /** Absent: no department calls back here. */
  doorbell?: Doorbell;
  ready(): Promise<boolean>;
  stopNoticeMs?: number;
  log: Logger;
}

/** The gateway role: one graph for everyone, on an HTTP server of our own. */
export async function createGateway(options: GatewayOptions): Promise<GatewayServer> {
  const { log } = options;
  const limits = options.limits ?? DEFAULT_LIMITS;
  const { costLimits, metrics, trustedProxies } = options;
  const meter = metrics && createRequestMeter(metrics);
  const supergraphSdl = readSupergraphFile(options.supergraphFile);
  const gateway = await createHubGateway({ supergraphSdl, dataSource: options.dataSource, log });
  const server = new ApolloServer<HubContext>({
    gateway: gateway.asGateway as never,
    introspection: options.explorable,
    includeStacktraceInErrorResponses: false,
    // A misspelt name must not be answered with the names that exist.
    hideSchemaDetailsFromClientErrors: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: limits.tokens },
    validationRules: [limitRule(limits)],
    plugins: [
      ...NOT_WANTED,
      outcomePlugin(),
      operationChoicePlugin(),
      authorizationPlugin(gateway),
      ...(costLimits ? [demandControlPlugin({ limits: costLimits, costOf: gateway.costOf })] : []),
      statusPlugin(),
    ],
    formatError: createClientErrorFormat(log),
    logger: log,
    nodeEnv: 'production',
  });
  await server.start();
  const admission = createAdmission();
  const http = await openGatewayServer({
    port: options.port,
    host: options.host,
    graphql: createGraphqlHandler({
      server,
      verifyToken: options.verifyToken,
      clientAddress: createClientAddress(trustedProxies),
      ...(costLimits
        ? {
            accounts: createCallerAccounts({
              processes: options.processes ?? 1,
              limits: costLimits,
              ...(meter ? { onExcess: meter.exceeded } : {}),
            }),
          }
        : {}),
      observer: createRequestObserver({
        meter,
        tracing: undefined,
        requestId: createRequestIds(trustedProxies),
        log,
      }),
    }),
    ...(options.doorbell ? { doorbell: createDoorbellHandler(options.doorbell, log) } : {}),
    ...(options.explorable ? { graphiql: createGraphiqlPage({ demoLicense: options.demoLicense }) } : {}),
    ...(options.keys ? { keys: options.keys } : {}),
    ready: options.ready,
    ...(options.metricsPage
      ? {
          metrics: createMetricsHandler(options.metricsPage, (authorization) =>
            callerOf(authorization, options.verifyToken),
          ),
        }
      : {}),
    ...(options.stopNoticeMs === undefined ? {} : { stopNoticeMs: options.stopNoticeMs }),
    supergraph: () => supergraph.state,
    admission,
    log,
  });
  const supergraph = watchSupergraphFile({
    file: options.supergraphFile,
    served: supergraphSdl,
    apply: (sdl) => gateway.update(sdl),
    log,
  });
  return {
    port: http.port,
    async close() {
      supergraph.close();
      await http.close();
      admission.close();
      await server.stop();
    },
  };
}
