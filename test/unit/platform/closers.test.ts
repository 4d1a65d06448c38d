import { expect, test } from '@jest/globals';
import { createClosers } from '../../../subgraphs/platform/closers.ts';

function recorder() {
  const closed: string[] = [];
  const reports: string[] = [];
  const closers = createClosers((line) => reports.push(line));
  const add = (name: string) => closers.add(name, async () => void closed.push(name));
  return { closed, reports, closers, add };
}

test('closes in the reverse order of opening, once', async () => {
  const { closed, closers, add } = recorder();
  await add('lock');
  await add('database');
  await Promise.all([closers.closeAll(), closers.closeAll()]);
  expect(closed).toEqual(['database', 'lock']);
});

test('closes the others where one fails, and says which', async () => {
  const { closed, reports, closers, add } = recorder();
  await add('lock');
  await closers.add('database', () => Promise.reject(new Error('gone')));
  await closers.closeAll();
  expect(closed).toEqual(['lock']);
  expect(reports).toEqual(['database did not close in order: gone']);
});

test('closes at once what is opened after the stop, and ends the start there', async () => {
  const { closed, closers, add } = recorder();
  await closers.closeAll();
  await expect(add('database')).rejects.toThrow('stopped while database was being opened');
  expect(closed).toEqual(['database']);
});

test('waits for what is still being opened, and closes that too, however it ends', async () => {
  const { closed, closers, add } = recorder();
  await add('lock');
  let open = () => undefined as void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  const starting = closers.opening(opened.then(() => add('database')));
  const failing = closers.opening(opened.then(() => Promise.reject(new Error('no'))));
  let isOver = false;
  const over = closers.closeAll().then(() => (isOver = true));
  expect(closers.isClosing).toBe(true);
  await new Promise(setImmediate);
  expect({ isOver, closed }).toEqual({ isOver: false, closed: ['lock'] });
  open();
  await expect(starting).rejects.toThrow('stopped while database was being opened');
  await expect(failing).rejects.toThrow('no');
  await over;
  expect(closed).toEqual(['lock', 'database']);
});
