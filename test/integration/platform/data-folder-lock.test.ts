import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdir, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DataFolderError, lockDataFolder } from '../../../subgraphs/platform/data-folder-lock.ts';
import { createScratchFolder } from './scratch-folder.ts';
import { startOwner } from './start-owner.ts';

describe('the lock of a data folder', () => {
  let scratch: Awaited<ReturnType<typeof createScratchFolder>>;
  beforeEach(async () => {
    scratch = await createScratchFolder();
  });
  afterEach(() => scratch.remove());

  test('creates a folder that others cannot list', async () => {
    const folder = join(scratch.path, 'deep', 'data');
    const lock = await lockDataFolder(folder);
    const others = (await stat(folder)).mode & 0o077;
    expect(others).toBe(process.getuid?.() === 0 ? 0o011 : 0);
    await lock.release();
  });

  test('leaves the mode of an existing folder alone', async () => {
    const folder = join(scratch.path, 'mine');
    await mkdir(folder, { mode: 0o750 });
    await (await lockDataFolder(folder)).release();
    expect((await stat(folder)).mode & 0o777).toBe(0o750);
  });

  test('is refused a second time, with the pid of the holder and the remedy', async () => {
    const lock = await lockDataFolder(scratch.path);
    await expect(lockDataFolder(scratch.path)).rejects.toThrow(
      new DataFolderError(
        `DATA_DIR ${scratch.path} is in use by another hub (pid ${process.pid}). ` +
          'Stop it, or start this one with another DATA_DIR.',
      ),
    );
    await lock.release();
  });

  test('waits for a holder that is closing, and for any as long as it is told to', async () => {
    let isEnding = true;
    const first = await lockDataFolder(scratch.path, { isEnding: () => isEnding });
    const waiting = lockDataFolder(scratch.path);
    // Longer than one look.
    await expect(Promise.race([waiting, pause(200, 'waits')])).resolves.toBe('waits');
    await first.release();
    const second = await waiting;

    isEnding = false;
    const patient = lockDataFolder(scratch.path, { patienceMs: 10_000 });
    await expect(lockDataFolder(scratch.path, { patienceMs: 100 })).rejects.toThrow('in use by another hub');
    await second.release();
    await (await patient).release();
  });

  test('holds for the folder, whatever name it is called by', async () => {
    const other = join(scratch.path, 'link');
    await symlink(scratch.path, other);
    const lock = await lockDataFolder(scratch.path);
    await expect(lockDataFolder(other)).rejects.toThrow('in use by another hub');
    await lock.release();
  });

  test('can be taken again once released, and two folders do not meet', async () => {
    const first = await lockDataFolder(scratch.path);
    const second = await lockDataFolder(join(scratch.path, 'second'));
    await first.release();
    await (await lockDataFolder(scratch.path)).release();
    await second.release();
  });

  test('of many that start at once, one gets it', async () => {
    const all = await Promise.allSettled(Array.from({ length: 20 }, () => lockDataFolder(scratch.path)));
    const taken = all.filter((one) => one.status === 'fulfilled');
    expect(taken).toHaveLength(1);
    await taken[0]?.value.release();
  });

  test('names the folder and the remedy where a file is in its place', async () => {
    const file = join(scratch.path, 'file');
    await writeFile(file, '');
    const refusal = await lockDataFolder(join(file, 'data')).catch((error: Error) => error);
    expect(refusal).toBeInstanceOf(DataFolderError);
    expect((refusal as Error).message).toContain(file);
    expect((refusal as Error).message).toContain('set DATA_DIR to another folder');
  });

  test('a second process ends with one clear line; a killed one frees the lock', async () => {
    const owner = await startOwner(scratch.path);
    await expect(startOwner(scratch.path)).rejects.toThrow(
      `exit code 1: DATA_DIR ${scratch.path} is in use by another hub (pid ${owner.child.pid}). ` +
        'Stop it, or start this one with another DATA_DIR.\n',
    );
    await owner.end('SIGKILL');
    const next = await startOwner(scratch.path);
    await next.end('SIGTERM');
  });
});
