/**
 * Entry point of `npm run bench`: systems side by side in one run, in alternating rounds, on one core; load,
 * departments and PostgreSQL on the other. Only ratios within a run mean anything.
 */
import { mkdtemp, rm, chmod } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Wire } from './adapters.ts';
import { FULL, QUICK, questionsOf, type BenchCase } from './cases.ts';
import type { DepartmentsReady } from './departments/departments.ts';
import { startProcess } from './measure/child-process.ts';
import { measureRound, whyVoid, type Round, type Surroundings } from './measure/measure-round.ts';
import { checkSameAnswers } from './measure/same-answers.ts';
import { summarise, type Result } from './measure/summarise.ts';
import { writeTable } from './report/table.ts';
import { startSystem, SYSTEMS, type RunningSystem, type SystemName } from './systems/start-system.ts';

const { values } = parseArgs({
  // As everywhere: an unknown option is told, not overlooked.
  strict: true,
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    case: { type: 'string', multiple: true },
    system: { type: 'string', multiple: true },
    wire: { type: 'string', multiple: true },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
  },
});
const CORE_AROUND = 1;
const rounds = Number(values.rounds ?? (values.quick ? 3 : 5));
const seconds = Number(values.seconds ?? (values.quick ? 3 : 4));
/** By requests, not by time: in the same time a slow system gets too few. */
const WARM_UP = { one: 3_000, fifty: 300, growth: 100 };

const wires = (values.wire ?? (values.quick ? ['json'] : ['json', 'real'])) as Wire[];
const names = (values.system ?? SYSTEMS) as SystemName[];
const cases = (values.quick ? QUICK : FULL).filter(({ name }) => values.case?.includes(name) ?? true);
const tell = (line: string) => void process.stderr.write(`${line}\n`);

if (availableParallelism() < 2) {
  tell('The benchmark needs two cores: one for the system under test, one for everything else.');
  process.exit(1);
}

const folder = await mkdtemp(join(tmpdir(), 'hub-bench-'));
await chmod(folder, 0o755);
const processes: { end(): Promise<void> }[] = [];
try {
  tell('Starting PostgreSQL and the departments, and taking over 1,500 licences twice …');
  const departments = await startProcess<DepartmentsReady>(
    new URL('departments/departments.ts', import.meta.url),
    CORE_AROUND,
    { BENCH_FOLDER: folder },
  );
  processes.push(departments);
  const load = await startProcess<unknown>(new URL('measure/load.ts', import.meta.url), CORE_AROUND, {});
  processes.push(load);
  const results: Result[] = [];
  for (const wire of wires) {
    tell(`Wire ${wire}: starting ${names.join(', ')} …`);
    const { databaseUrl, access, numbers } = departments.ready;
    const systems: RunningSystem[] = [];
    for (const name of names) {
      const system = await startSystem(name, {
        databaseUrl: databaseUrl[wire],
        access: access[wire],
        folder: join(folder, wire),
      });
      systems.push(system);
      processes.push(system);
    }
    const around = { departments, load };
    for (const each of cases) results.push(...(await runCase(each, wire, systems, numbers, around)));
    for (const system of systems) await system.end();
  }
  if (values.json) for (const result of results) console.log(JSON.stringify(result));
  else console.log(writeTable(results));
} catch (error) {
  tell((error as Error).message);
  process.exitCode = 1;
} finally {
  for (const each of processes.toReversed()) await each.end();
  await rm(folder, { recursive: true, force: true });
}

async function runCase(
  given: BenchCase,
  wire: Wire,
  systems: readonly RunningSystem[],
  numbers: readonly string[],
  around: Surroundings,
): Promise<Result[]> {
  const { name, callers, latencyMs } = given;
  const questions = questionsOf(given, numbers);
  await around.departments.tell({ kind: 'latency', wire, ms: 0 });
  await checkSameAnswers(systems, questions);
  for (const system of systems) {
    const amount = Math.max(callers, WARM_UP[name]);
    await measureRound({ system, questions, callers, wire, amount }, around);
  }
  await around.departments.tell({ kind: 'latency', wire, ms: latencyMs });
  const measured = new Map<SystemName, Round[]>(systems.map((system) => [system.name, []]));
  for (let round = 0; round < rounds; round += 1) {
    // In turns and in changing order: a machine that drifts must not favour anyone.
    for (const system of round % 2 === 0 ? systems : systems.toReversed()) {
      const seen = await measureRound({ system, questions, callers, wire, seconds }, around);
      const problem = whyVoid(seen);
      tell(
        `  ${wire} ${name} ${latencyMs} ms ×${callers} round ${round + 1}/${rounds} ${system.name.padEnd(9)}` +
          ` ${seen.rps.toFixed(0).padStart(6)} requests/s ${seen.cpuMsPerRequest.toFixed(3)} ms CPU` +
          (problem ? ` VOID: ${problem}` : ''),
      );
      if (!problem) measured.get(system.name)?.push(seen);
    }
  }
  return [...measured].map(([system, seen]) => summarise(given, system, wire, seen));
}
