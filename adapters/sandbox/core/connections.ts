import { z } from 'zod';
import { readPrivateJson, writePrivateFile, writePrivateJson } from './private-json-file.ts';
import type { DepartmentSystem } from './system.ts';

/** What a hub needs to know of a running sandbox; holds credentials. */
export interface SandboxConnections {
  /** Origin of the control interface. */
  control: string;
  /** Environment variables of the four adapters, and `SANDBOX_WORLD` for the hub. */
  environment: Record<string, string>;
  /** From which `createWorld` makes the licences that belong to these departments. */
  world: { seed: number; day: string };
  /** Ports of the wires by department, offered again at the next start. */
  ports: Record<string, number>;
}

/** Sent to the process that started the sandbox as its child. */
export type SandboxMessage =
  { kind: 'ready'; control: string; connections: SandboxConnections } | { kind: 'failed'; message: string };

export function writeConnections(file: string, connections: SandboxConnections): void {
  writePrivateJson(file, connections);
}

/** The same variables for a shell (`set -a; . FILE`), or for `node --env-file`. */
export function writeConnectionVariables(file: string, { control, environment }: SandboxConnections): void {
  const lines = Object.entries({ ...environment, SANDBOX_CONTROL: control }).map(([name, value]) => {
    if (/['\n]/.test(value)) throw new Error(`${name} cannot be written for a shell`);
    return `${name}='${value}'\n`;
  });
  writePrivateFile(file, lines.join(''));
}

/** Ports of the start before; empty where that is not known. */
export function portsOfEarlierStart(file: string): Record<string, number> {
  const shape = z.object({ ports: z.record(z.string(), z.number().int().min(1).max(65_535)) });
  try {
    return shape.parse(readPrivateJson(file)).ports;
  } catch {
    // The file is written anew at the end of this start; only the old ports are lost.
    return {};
  }
}

/** The port in the first address among a system's variables; undefined where there is none. */
export function wirePort(system: DepartmentSystem): number | undefined {
  for (const value of Object.values(system.connection)) {
    const port = URL.canParse(value) ? Number(new URL(value).port) : 0;
    if (port > 0) return port;
  }
  return undefined;
}
