import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openLocalIssuer } from '../../../gateway/sign-in/local-issuer.ts';
import { startCommand } from '../../support/started-command.ts';
import { createScratchFolder } from '../platform/scratch-folder.ts';

/** The hub itself need not run: the key that it made at its first start is enough. */
let scratch: Awaited<ReturnType<typeof createScratchFolder>>;
beforeAll(async () => {
  scratch = await createScratchFolder();
  await openLocalIssuer(scratch.path, { create: true });
});
afterAll(() => scratch.remove());

async function token(args: readonly string[], dataFolder = scratch.path) {
  const command = startCommand('npm', ['-s', 'run', 'token', '--', ...args], {
    environment: { DATA_DIR: dataFolder },
  });
  const code = await command.ended;
  return { code, out: command.out, err: command.err };
}

async function refusal(args: readonly string[], dataFolder?: string): Promise<string> {
  const { code, out, err } = await token(args, dataFolder);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(/^[^\n]+\n$/);
  return err.trimEnd();
}

describe('npm run token', () => {
  test('prints the token alone, with all that was asked for', async () => {
    const all = {
      role: 'officer',
      region: '410200',
      department: 'food',
      uscc: '91410200MA4600001X',
      user: 'wang',
      name: '王建明',
      'expires-in': '120',
    };
    const { code, out, err } = await token(
      Object.entries(all).flatMap(([name, value]) => [`--${name}`, value]),
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    const { iat, exp, jti, ...claims } = decodeJwt(out.trim());
    expect(claims).toEqual({
      role: 'officer',
      region: '410200',
      department: 'food',
      uscc: '91410200MA4600001X',
      sub: 'wang',
      name: '王建明',
      iss: 'urn:one-licence-hub:local',
      aud: 'urn:one-licence-hub',
    });
    expect(jti).toMatch(/^[0-9a-f-]{36}$/);
    expect(exp! - iat!).toBe(120);
    expect(decodeProtectedHeader(out.trim())).toMatchObject({ alg: 'EdDSA', typ: 'at+jwt' });
  }, 20_000);

  test.each([
    [[], '--role is missing; it takes one of: applicant, '],
    [['--role', 'king'], '--role is king; it takes one of: applicant, '],
    [['--role', 'regulator', '--region', '4102'], '--region takes six digits of GB/T 2260, e.g. 410200.'],
    [['--role', 'officer', '--department', 'police'], '--department is police; it takes one of: '],
    [['--role', 'regulator', '--expires-in', 'soon'], '--expires-in takes whole seconds.'],
    [['--role', 'regulator', '--expires-in', ''], '--expires-in takes whole seconds.'],
    [['--role', 'regulator', '--rigion', '410200'], "Unknown option '--rigion'. Known: --role, --region, "],
    [['regulator'], "Unexpected argument 'regulator'. Known: --role, "],
    [['--role'], "Option '--role <value>' argument missing. Known: --role, "],
  ])('%j: one line and code 1', async (args, line) => {
    expect((await refusal(args)).slice(0, line.length)).toBe(line);
  });

  test.each([
    [
      ['regulator'],
      '--role regulator needs --region CODE: without, this token sees nothing. Known: --role, ',
    ],
    [['officer'], '--role officer needs --region CODE and --department CODE: without, this token '],
    [['officer', '--region', '410200'], '--role officer needs --department CODE: without, this token '],
    [['applicant', '--region', '410200'], '--role applicant needs --uscc USCC: without, this token '],
  ])('%j: the token, and beside it what it lacks', async (args, line) => {
    const { code, out, err } = await token(['--role', ...args]);
    expect(code).toBe(0);
    expect(out).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    expect(err.slice(0, line.length)).toBe(line);
  });

  test('says to start the hub where there is no key yet, and makes none', async () => {
    const empty = join(scratch.path, 'empty');
    expect(await refusal(['--role', 'service'], empty)).toBe(
      `No key of the local issuer in ${empty}. Start the hub once with this DATA_DIR: npm start`,
    );
  });

  test('says so where the key is damaged, without a word of it', async () => {
    const folder = join(scratch.path, 'damaged');
    await mkdir(folder);
    const key = await readFile(join(scratch.path, 'issuer-key.json'), 'utf8');
    await writeFile(join(folder, 'issuer-key.json'), key.slice(0, -30));
    const said = await refusal(['--role', 'service'], folder);
    expect(said).toContain(`The local issuer's key ${folder}/issuer-key.json cannot be read`);
    const { d } = JSON.parse(key) as { d: string };
    expect(said).not.toContain(d.slice(0, 6));
  });
});
