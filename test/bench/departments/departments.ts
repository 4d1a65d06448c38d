/**
 * A process of the benchmark: everything that the systems under test share. PostgreSQL with a database for each wire,
 * the departments of both wires, and how many wire calls they saw.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { v7 as uuid } from 'uuid';
import { DEPARTMENT_CODES } from '../../../adapters/sandbox/core/system.ts';
import { startSandbox } from '../../../adapters/sandbox/sandbox.ts';
import { createCultureSystem } from '../../../adapters/sandbox/systems/culture/culture-system.ts';
import { createFoodSystem } from '../../../adapters/sandbox/systems/food/food-system.ts';
import { createHealthSystem } from '../../../adapters/sandbox/systems/health/health-system.ts';
import { createTobaccoSystem } from '../../../adapters/sandbox/systems/tobacco/tobacco-system.ts';
import { createWorld, permitsOf, type WorldLicence } from '../../../adapters/sandbox/world/world.ts';
import { createIssuance } from '../../../subgraphs/issuance/service.ts';
import type { PermitRecord } from '../../../subgraphs/domain/permit-record.ts';
import type { Closers } from '../../../subgraphs/platform/closers.ts';
import { startEmbeddedPostgres } from '../../../subgraphs/platform/embedded-postgres.ts';
import { createLogger } from '../../../subgraphs/platform/logger.ts';
import { runProcess } from '../../../subgraphs/platform/process-life.ts';
import { benchDefinitions, connectClient, type DepartmentAccess, type Wire } from '../adapters.ts';
import { BENCH_SIZE, benchLicences } from '../bench-world.ts';
import { answerCommands, sayReady } from '../measure/child-process.ts';
import { openJsonDepartment } from './json-department.ts';

export interface DepartmentsReady {
  databaseUrl: Record<Wire, string>;
  access: Record<Wire, DepartmentAccess>;
  numbers: string[];
}

export type DepartmentsCommand =
  { kind: 'latency'; wire: Wire; ms: number } | { kind: 'calls'; wire: Wire } | { kind: 'reset'; wire: Wire };

/** Licences that one transaction takes over. */
const IMPORT_AT_ONCE = 250;
const READ_AT_ONCE = 20;
const READ_WITHIN_MS = 10_000;

async function start(closers: Closers): Promise<void> {
  const folder = String(process.env.BENCH_FOLDER);
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const postgres = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), notice: complain });
  await closers.add('PostgreSQL', () => postgres.stop());
  const sandbox = await startSandbox({
    folder: join(folder, 'sandbox'),
    port: 0,
    worldSize: BENCH_SIZE,
    guests: new Map(),
    factories: {
      food: createFoodSystem,
      health: createHealthSystem,
      culture: createCultureSystem,
      tobacco: createTobaccoSystem,
    },
    closers,
    lockPatienceMs: 0,
    step: () => undefined,
    notice: complain,
  });
  const world = createWorld(sandbox.world);
  const licences = benchLicences(world);
  const json = await Promise.all(
    DEPARTMENT_CODES.map(async (code) => [code, await openJsonDepartment(permitsOf(world, code))] as const),
  );
  const access: Record<Wire, DepartmentAccess> = {
    json: {
      wire: 'json',
      environment: Object.fromEntries(json.map(([code, { origin }]) => [code, origin])),
    },
    real: { wire: 'real', environment: sandbox.environment },
  };
  await setRealLatency(0);
  const databaseUrl = {} as Record<Wire, string>;
  for (const wire of ['json', 'real'] as const) {
    await postgres.ensureDatabase(`bench_${wire}`);
    databaseUrl[wire] = postgres.uri(`bench_${wire}`);
    await fill(databaseUrl[wire], access[wire], licences);
  }

  async function setRealLatency(ms: number): Promise<void> {
    await Promise.all(
      DEPARTMENT_CODES.map((code) =>
        control('PUT', `${code}/settings`, { limits: false, latencyMs: [ms, ms] }),
      ),
    );
  }

  async function control(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${sandbox.control}/control/departments/${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return response.status === 204 ? null : response.json();
  }

  answerCommands<DepartmentsCommand>(async (command) => {
    const isJson = command.wire === 'json';
    switch (command.kind) {
      case 'latency':
        if (isJson) for (const [, department] of json) department.latencyMs = command.ms;
        else await setRealLatency(command.ms);
        return null;
      case 'reset':
        if (isJson) for (const [, department] of json) department.calls = 0;
        else await Promise.all(DEPARTMENT_CODES.map((code) => control('DELETE', `${code}/stats`)));
        return null;
      case 'calls': {
        if (isJson) return json.reduce((sum, [, { calls }]) => sum + calls, 0);
        const stats = await Promise.all(DEPARTMENT_CODES.map((code) => control('GET', `${code}/stats`)));
        return (stats as { requests: number }[]).reduce((sum, { requests }) => sum + requests, 0);
      }
    }
  });
  sayReady({ databaseUrl, access, numbers: licences.map(({ number }) => number) } satisfies DepartmentsReady);
}

/** The licences with what their departments say of them, so that no question brings anything new. */
async function fill(databaseUrl: string, access: DepartmentAccess, licences: WorldLicence[]): Promise<void> {
  const known = new Map<string, PermitRecord>();
  for (const definition of benchDefinitions(access)) {
    const client = connectClient(definition, access);
    const { code } = definition.department;
    const numbers = licences.flatMap(({ permits }) =>
      permits.filter(({ department }) => department === code).map(({ number }) => number),
    );
    for (let from = 0; from < numbers.length; from += READ_AT_ONCE) {
      const signal = AbortSignal.timeout(READ_WITHIN_MS);
      for (const answer of await client.read(numbers.slice(from, from + READ_AT_ONCE), { signal })) {
        if (answer.kind === 'FOUND') known.set(answer.number, answer.record);
      }
    }
    await client.close();
  }
  const issuance = await createIssuance({ databaseUrl, log: createLogger('issuance') });
  const confirmedAt = new Date().toISOString();
  for (let from = 0; from < licences.length; from += IMPORT_AT_ONCE) {
    await issuance.importLicences(
      licences
        .slice(from, from + IMPORT_AT_ONCE)
        .map(({ industryCode, industryName, permits, ...licence }) => ({
          ...licence,
          industry: { code: industryCode, name: industryName },
          permits: permits.map((permit) => {
            const record = known.get(permit.number);
            if (!record) throw new Error(`${permit.department} does not answer for a permit of its own`);
            return { ...permit, id: uuid(), known: { record, confirmedAt } };
          }),
        })),
    );
  }
  await issuance.close();
}

function complain(line: string): void {
  process.stderr.write(`departments: ${line}\n`);
}

runProcess({ start, complain, stopWithinMs: 20_000 });
