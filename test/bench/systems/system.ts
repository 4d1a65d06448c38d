import type { DepartmentAccess } from '../adapters.ts';

/** What a system under test is started with. */
export interface SystemSetting {
  databaseUrl: string;
  access: DepartmentAccess;
  /** Of its own. */
  folder: string;
}

/** How a system under test is asked. */
export interface SystemReady {
  /** Origin of its HTTP server. */
  origin: string;
  headers: Record<string, string>;
}

/** The caller in every system: sees everything, and pages of up to 500. */
export const BENCH_CALLER = { role: 'service', id: 'bench' } as const;

/** Header in which the systems built by the book hand the caller on. */
export const CALLER_HEADER = 'x-caller';

/** In a system's process: what it was started with. */
export function readSetting(): SystemSetting {
  return JSON.parse(String(process.env.BENCH_SETTING)) as SystemSetting;
}
