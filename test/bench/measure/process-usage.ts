import { readdirSync, readFileSync } from 'node:fs';

/** Of Linux; `getconf CLK_TCK` says so on every platform that the hub runs on. */
const TICKS_PER_SECOND = 100;
const PAGE_BYTES = 4_096;

interface ProcessStat {
  pid: number;
  parent: number;
  name: string;
  /** Time on a processor, its ended children's included, milliseconds. */
  cpuMs: number;
  rssBytes: number;
}

/** What a group of processes has used so far. */
export interface Usage {
  cpuMs: number;
  rssMb: number;
}

/** Processor time and memory of the given processes and all their descendants; PostgreSQL's servers apart. */
export function usageOf(roots: readonly number[]): { own: Usage; postgres: Usage } {
  const all = listProcesses();
  const members = new Set(roots);
  // Parents have lower numbers than most of their children, but not than all: until nothing is added.
  for (let size = 0; size !== members.size;) {
    size = members.size;
    for (const { pid, parent } of all) if (members.has(parent)) members.add(pid);
  }
  const mine = all.filter(({ pid }) => members.has(pid));
  return {
    own: sum(mine.filter(({ name }) => name !== 'postgres')),
    postgres: sum(mine.filter(({ name }) => name === 'postgres')),
  };
}

function sum(processes: readonly ProcessStat[]): Usage {
  return {
    cpuMs: processes.reduce((total, { cpuMs }) => total + cpuMs, 0),
    rssMb: processes.reduce((total, { rssBytes }) => total + rssBytes, 0) / 1024 / 1024,
  };
}

function listProcesses(): ProcessStat[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readStat(Number(name)) ?? []);
}

/** See proc(5): the name stands in parentheses and may hold any character. */
function readStat(pid: number): ProcessStat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const end = text.lastIndexOf(')');
    const fields = text
      .slice(end + 2)
      .split(' ')
      .map(Number);
    const ticks = [11, 12, 13, 14].reduce((total, at) => total + (fields[at] ?? 0), 0);
    return {
      pid,
      parent: fields[1] ?? 0,
      name: text.slice(text.indexOf('(') + 1, end),
      cpuMs: (ticks * 1_000) / TICKS_PER_SECOND,
      rssBytes: (fields[21] ?? 0) * PAGE_BYTES,
    };
  } catch {
    return undefined;
  }
}
