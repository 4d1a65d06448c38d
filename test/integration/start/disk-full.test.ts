import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { askLicence } from '../../support/licence-answer.ts';
import { refusedStart } from '../../support/refused-start.ts';
import { startHub } from '../../support/running-hub.ts';
import { endStartedCommands } from '../../support/started-command.ts';
import { createScratchFolder } from '../platform/scratch-folder.ts';

const testAsRoot = process.getuid?.() === 0 ? test : test.skip;

let scratch: Awaited<ReturnType<typeof createScratchFolder>>;
beforeAll(async () => void (scratch = await createScratchFolder()));
afterEach(endStartedCommands);
afterAll(() => scratch.remove());

describe('a start is refused in one line', () => {
  const NO_SPACE =
    /^No space is left for the data folder \S+ \(ENOSPC\)\. Free some, or set DATA_DIR to another folder\.$/;

  // Room for next to nothing, for one PostgreSQL and a part of the other, and for both but not for their data.
  testAsRoot.each(['3m', '70m', '95m'])(
    'where the disk has no more than %s',
    async (size) => {
      await onDisk(size, async (folder) => {
        expect(await refusedStart({ dataFolder: folder })).toMatch(NO_SPACE);
        for (const part of ['postgres', 'sandbox/postgres']) {
          const left = await readdir(join(folder, part)).catch(() => []);
          expect(left.filter((name) => name.startsWith('cluster.new-'))).toEqual([]);
        }
      });
    },
    30_000,
  );

  testAsRoot(
    'where the disk has filled up; once there is room again, the data are intact',
    async () => {
      await onDisk('400m', async (folder) => {
        await (await startHub({ dataFolder: dirname(folder) })).stop();
        const filler = join(dirname(folder), 'filler');
        await writeFile(filler, Buffer.alloc(400 * 1024 * 1024)).catch(() => undefined);
        expect(await refusedStart({ dataFolder: folder })).toMatch(NO_SPACE);
        await rm(filler);
        const hub = await startHub({ dataFolder: dirname(folder) });
        expect(hub.output()).not.toContain('demo licences, read');
        expect((await askLicence(hub)).licence).toMatchObject({ version: 1, status: 'VALID' });
        await hub.stop();
      });
    },
    60_000,
  );

  /** A small disk of its own, where the machine lets one be mounted. */
  async function onDisk(size: string, use: (dataFolder: string) => Promise<void>): Promise<void> {
    const disk = join(scratch.path, `disk-${size}`);
    await mkdir(disk);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=755`, 'tmpfs', disk], { stdio: 'pipe' });
    } catch {
      console.log('no tmpfs may be mounted here: not checked');
      return;
    }
    try {
      await use(join(disk, 'data'));
    } finally {
      execFileSync('umount', ['--lazy', disk]);
    }
  }
});
