/**
 * The tobacco bureau's file exchange with a full file of a million rows, one of them bad, over real SFTP (R18): taken
 * within 200 MB of resident memory, the whole process, the bad row quarantined by its line, the same file again no change, a second full file in
 * its place as well. The adapter reads in a process of its own, whose memory is measured.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { bureauRow, FIRST_NIGHT, startScriptedBureau } from '../support/scripted-bureau.ts';
import type { FileReaderReport } from '../support/file-reader-process.ts';

const ROWS = Number(process.argv[2] ?? 1_000_000);
const MOST_MB = 200;
/** While one full file takes the place of another both are held. */
const MOST_MB_OF_TWO = 240;
const BAD_LINE = 500_001;
const numberAt = (at: number) => String(150302000000 + at);

const bureau = await startScriptedBureau();
const reader = fork(fileURLToPath(new URL('../support/file-reader-process.ts', import.meta.url)), {
  env: { ...process.env, ...bureau.connection },
  // V8 clears up late where it may take more: what is measured is what is needed.
  execArgv: ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=2', '--max-old-space-size=80'],
});

/** @param changed how many rows differ from the first night */
function giveFull(sequence: number, changed: number): void {
  const rows = Array.from({ length: ROWS }, (_, at) =>
    bureauRow(numberAt(at), { status: at < changed ? '01' : '00' }),
  );
  const bad = Math.min(BAD_LINE, ROWS) - 2;
  rows[bad] = `${numberAt(bad)}|缺列`;
  bureau.give({ sequence, rows, modifiedAt: FIRST_NIGHT + (sequence * 86_400_000) / 10 });
}

async function ask(what: string): Promise<FileReaderReport> {
  reader.send(what);
  const [report] = (await once(reader, 'message')) as [FileReaderReport];
  console.log(JSON.stringify({ check: 'tobacco-files', rows: ROWS, step: what, ...report }));
  return report;
}

let failed = 0;
function expect(what: string, isTrue: boolean): void {
  if (isTrue) return;
  failed += 1;
  console.log(`✗ ${what}`);
}

giveFull(1, 0);
const first = await ask('first');
expect(`the first full file within ${MOST_MB} MB`, first.peakMb <= MOST_MB);
expect(
  'one row quarantined, by its line',
  JSON.stringify(first.quarantined) === JSON.stringify([Math.min(BAD_LINE, ROWS)]),
);
expect('a row of it is found', first.found === ROWS - 1);
const again = await ask('again');
expect('the same file again is no change', again.changes === 0);
giveFull(2, 1_000);
const second = await ask('second');
expect(`a second full file in its place within ${MOST_MB_OF_TWO} MB`, second.peakMb <= MOST_MB_OF_TWO);
expect('what differs is what changed', second.changes === 1_000);
reader.disconnect();
await once(reader, 'exit');
await bureau.close();
process.exit(failed === 0 ? 0 : 1);
