import { randomBytes } from 'node:crypto';
import { httpDepartment } from '../../../../sandbox/core/http-department.ts';
import { openHttpWire, type WireAnswer, type WireRequest } from '../../../../sandbox/core/http-system.ts';
import { createMemoryStore } from '../../../../sandbox/core/memory-store.ts';
import { Switches } from '../../../../sandbox/core/switches.ts';
import type { DepartmentSystem, SystemServices } from '../../../../sandbox/core/system.ts';
import { COLUMNS, dateText, statusCode, toRow } from './row.ts';

const MOST_NUMBERS = 50;
const CHANGES_AT_ONCE = 100;

/** The department's system, running: JSON over HTTP, its key, its store. */
export async function createSpecimenSystem(services: SystemServices): Promise<DepartmentSystem> {
  const key = services.secret('specimen-key', () => randomBytes(24).toString('hex'));
  const switches = new Switches({ latencyMs: [5, 20] });
  const store = createMemoryStore({ department: 'specimen', toRow, statusCode, dateText, columns: COLUMNS });

  function answer(request: WireRequest): WireAnswer {
    count(request);
    if (request.headers.authorization !== `Bearer ${key}`) return json(401, { error: 'UNKNOWN_KEY' });
    const question = readQuestion(request);
    switch (request.path) {
      case '/permits/read': {
        const numbers = numbersOf(question);
        if (numbers === null || numbers.length > MOST_NUMBERS) return json(400, { error: 'BAD_NUMBERS' });
        const permits = store.byNumbers(numbers);
        return json(200, { total: permits.length, permits });
      }
      case '/permits/search': {
        const { rows, total } = store.heldBy(
          String(question?.holder),
          Number(question?.page),
          Number(question?.pageSize),
        );
        return json(200, { total, permits: rows });
      }
      case '/permits/changes': {
        const after = Number(question?.after ?? 0);
        if (!Number.isSafeInteger(after) || after < 0) return json(400, { error: 'BAD_CURSOR' });
        const { rows, serial, more } = store.changedAfter(after, CHANGES_AT_ONCE);
        return json(200, { permits: rows, cursor: String(serial), more });
      }
      default:
        return json(404, { error: 'NOT_FOUND' });
    }
  }

  function count(request: WireRequest): void {
    if (request.path === '/permits/read') switches.countRead(numbersOf(readQuestion(request))?.length ?? 0);
    else switches.countOther();
  }

  const wire = await openHttpWire({
    switches,
    port: services.port('specimen'),
    answer: (request) => Promise.resolve(answer(request)),
    errorAnswer(request) {
      count(request);
      return json(500, { error: 'INTERNAL' });
    },
    maintenanceAnswer(request) {
      count(request);
      return json(503, { error: 'MAINTENANCE' });
    },
  });
  return httpDepartment({
    code: 'specimen',
    connection: { SPECIMEN_URL: wire.origin, SPECIMEN_KEY: key },
    store,
    switches,
    wire,
  });
}

function json(status: number, body: unknown): WireAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function readQuestion({ body }: WireRequest): Readonly<Record<string, unknown>> | null {
  try {
    return JSON.parse(body.toString('utf8')) as Record<string, unknown> | null;
  } catch {
    return null;
  }
}

function numbersOf(question: Readonly<Record<string, unknown>> | null): string[] | null {
  const numbers = question?.numbers;
  return Array.isArray(numbers) && numbers.every((number) => typeof number === 'string') ? numbers : null;
}
