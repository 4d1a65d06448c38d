/** The tobacco adapter's file client in a process of its own, so that its memory can be measured; see tobacco-files.nightly.ts. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openFiles } from '../integration/tobacco/running-files.ts';
import { call } from './call-context.ts';

export interface FileReaderReport {
  seconds: number;
  /** Most memory that the process ever had, and what it has now. */
  peakMb: number;
  rssMb: number;
  longestPauseMs: number;
  /** Lines of rows that were not taken. */
  quarantined: number[];
  alarms: string[];
  /** Permits that the sweep reported. */
  changes: number;
  /** Of the first sweep: permits that there are. */
  found: number;
}

const files = openFiles(process.env as Record<string, string>);
const delay = monitorEventLoopDelay({ resolution: 5 });
let cursor: string | null = null;
const MB = 1024;

process.on('message', () => void report());
process.on('disconnect', () => void files.client.close());

async function report(): Promise<void> {
  delay.reset();
  delay.enable();
  const from = performance.now();
  let page = await files.client.changes(cursor, call(600_000));
  const seconds = (performance.now() - from) / 1_000;
  delay.disable();
  const peakMb = process.resourceUsage().maxRSS / MB;
  let changes = 0;
  for (;;) {
    changes += page.changes.length;
    if (!page.more) break;
    page = await files.client.changes(page.cursor, call(600_000));
  }
  const answer: FileReaderReport = {
    seconds: Number(seconds.toFixed(1)),
    peakMb: Math.round(peakMb),
    rssMb: Math.round(process.memoryUsage.rss() / MB / MB),
    longestPauseMs: Math.round(delay.max / 1e6),
    quarantined: files.logged.flatMap(({ line }) => (line === undefined ? [] : [line])),
    alarms: files.alarms(),
    changes,
    found: cursor === null ? changes : 0,
  };
  cursor = page.cursor;
  files.logged.length = 0;
  process.send?.(answer);
}
