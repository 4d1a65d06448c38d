import type { RunningHub } from './running-hub.ts';
import type { RunningRoles } from './running-roles.ts';

/** What a hub's processes measure, taken together. */
export interface ScrapedMetrics {
  readonly text: string;
  /** Names of families with their types. */
  readonly types: ReadonlyMap<string, string>;
  /** Names of the labels of each sample's family. */
  labelsOf(family: string): string[];
  /** Sum over all samples of this name that have these labels; 0 where there is none. */
  value(name: string, labels?: Record<string, string>): number;
}

/** Scrapes every process of the hub, as Prometheus on its machine does. */
export async function scrapeMetrics(hub: RunningHub): Promise<ScrapedMetrics> {
  const roles = 'addressOf' in hub ? (hub as RunningRoles) : undefined;
  const origins = roles
    ? roles.roles.map((role) => (role === 'gateway' ? hub.gateway : new URL(roles.addressOf(role)).origin))
    : [hub.gateway];
  const texts = await Promise.all(
    origins.map(async (origin) => {
      const response = await fetch(`${origin}/metrics`);
      if (response.status !== 200) throw new Error(`${origin}/metrics: ${response.status}`);
      return response.text();
    }),
  );
  return readMetrics(texts.join('\n'));
}

export function readMetrics(text: string): ScrapedMetrics {
  const types = new Map(
    [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', type = '']) => [name, type]),
  );
  const samples = [...text.matchAll(/^(\w+)(?:\{(.*)\})? (\S+)$/gm)].map(
    ([, name = '', labels = '', value]) => ({
      name,
      labels: Object.fromEntries(
        [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, label = '', of = '']) => [label, of]),
      ) as Record<string, string>,
      value: Number(value),
    }),
  );
  return {
    text,
    types,
    labelsOf: (family) => [
      ...new Set(
        samples
          .filter(({ name }) => name === family || name === `${family}_bucket`)
          .flatMap(({ labels }) => Object.keys(labels).filter((label) => label !== 'le')),
      ),
    ],
    value: (wanted, labels = {}) =>
      samples
        .filter(
          (sample) =>
            sample.name === wanted &&
            Object.entries(labels).every(([label, of]) => sample.labels[label] === of),
        )
        .reduce((sum, { value }) => sum + value, 0),
  };
}
