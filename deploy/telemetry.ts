import { createMetricsPage, type MetricsPage } from '../subgraphs/platform/telemetry/metrics-page.ts';
import { createMetrics, type Metrics } from '../subgraphs/platform/telemetry/metrics.ts';
import type { ObservingConfiguration } from './observing-configuration.ts';

/** What one process of the hub measures, all of its roles together. */
export interface Telemetry {
  readonly metrics: Metrics;
  readonly metricsPage: MetricsPage;
}

export function createTelemetry({ metricsToken }: ObservingConfiguration): Telemetry {
  const metrics = createMetrics();
  return { metrics, metricsPage: createMetricsPage(metrics, metricsToken) };
}
