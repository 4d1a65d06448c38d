import { expect } from '@jest/globals';
import { processesOfFolder } from './processes-of-folder.ts';
import { startCommand, type CommandOptions } from './started-command.ts';

export interface RefusedStart {
  dataFolder: string;
  environment?: Record<string, string>;
  arguments?: string[];
  as?: Pick<CommandOptions, 'uid' | 'gid'>;
}

/**
 * Starts a hub that cannot start.
 * @returns the one line that it says, without the line's end, once it is sure that nothing is left of it
 */
export async function refusedStart(attempt: RefusedStart): Promise<string> {
  const { dataFolder, environment, arguments: args = [], as } = attempt;
  const command = startCommand(process.execPath, ['deploy/start.ts', ...args], {
    environment: { PORT: '0', SANDBOX_PORT: '0', DATA_DIR: dataFolder, ...environment },
    ...as,
  });
  expect(await command.ended).toBe(1);
  expect(command.out).not.toContain('Ready');
  expect(command.err).toMatch(/^[^\n]+\n$/);
  expect(processesOfFolder(dataFolder)).toEqual([]);
  return command.err.trimEnd();
}
