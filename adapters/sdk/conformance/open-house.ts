import type { PermitRecord } from '../../../subgraphs/domain/permit-record.ts';
import type { CallKeys } from '../../../subgraphs/platform/internal-call/call-keys.ts';
import { connectToAdapter } from './adapter-connection.ts';
import { recordOf } from './checks/observations.ts';
import type { House, Subject } from './house.ts';
import { createKit } from './kit.ts';
import { readPermitType } from './permit-type.ts';
import { MANY_PERMITS, seededPermits } from './seeded-permits.ts';
import type { AdapterTwin, TwinServices } from './twin.ts';
import { openDepartmentWire } from './wire/department-wire.ts';

export interface OpenHouseOptions {
  /** Of the department. */
  code: string;
  twin: AdapterTwin;
  services: TwinServices;
  keys: CallKeys;
  /** Most permits in one call, by the adapter's definition: the system must hold more. */
  batchSize: number;
  /** Starts the adapter over these variables. */
  openSubject(environment: Readonly<Record<string, string>>): Promise<Subject>;
}

export interface OpenHouse extends House {
  close(): Promise<void>;
}

/** Permits beyond those of a whole batch and of the holders, so that each check has some of its own. */
const MORE_PERMITS = 140;
const FIRST_FRESH = MANY_PERMITS + 10;
/** Serials from which no permit is seeded. */
const FIRST_ABSENT = 8_000;

/** Starts a system, the wire before it and the adapter over that. What was opened is closed also where it fails. */
export async function openHouse(options: OpenHouseOptions): Promise<OpenHouse> {
  const { code, twin, services, keys, batchSize } = options;
  const opened: { close(): Promise<void> }[] = [];
  const close = async () => {
    for (const each of opened.splice(0).reverse()) await each.close();
  };
  try {
    const system = await twin.start(services);
    opened.push(system);
    const permits = seededPermits(code, twin, Math.max(batchSize + 1, FIRST_FRESH) + MORE_PERMITS);
    await system.store.open(permits);
    await system.applySettings({ limits: false, latencyMs: [0, 0] });
    const wire = await openDepartmentWire(twin.wire, system.connection);
    opened.push(wire);
    const subject = await options.openSubject(wire.environment);
    opened.push(subject);
    let absent = FIRST_ABSENT;
    let used = FIRST_FRESH;
    const house = {
      twin,
      system,
      wire,
      subject,
      permits,
      absentNumber: () => twin.permitNumber(absent++),
      // Beyond the last they come again: nothing asks for so many.
      fresh: () => permits[used < permits.length ? used++ : (used = FIRST_FRESH)]!,
    };
    return { ...house, record: await recordOfPermit(permits[1]!.number, subject.url, keys), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A record while all is well. */
async function recordOfPermit(number: string, url: URL, keys: CallKeys): Promise<PermitRecord> {
  const connection = connectToAdapter(url, keys);
  try {
    return await recordOf(
      createKit({ connection, type: await readPermitType(connection), house: null }),
      number,
    );
  } finally {
    await connection.close();
  }
}
