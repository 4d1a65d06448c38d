import { expect, test } from '@jest/globals';
import { generateSshKeyPair } from '../../../../adapters/sandbox/core/ssh-key-pair.ts';
import definition from '../../../../adapters/tobacco/definition.ts';
import { generateSm2KeyPair } from '../../../../subgraphs/domain/sm2.ts';

const keys = generateSm2KeyPair();
const ssh = generateSshKeyPair();
const HOST_KEY = `SHA256:${'A'.repeat(43)}`;
const SFTP = {
  TOBACCO_SFTP_URL: 'sftp://yzh-hub@files.example:2222',
  TOBACCO_SFTP_KEY: Buffer.from(ssh.private).toString('base64'),
  TOBACCO_SFTP_HOST_KEY: HOST_KEY,
};
const GOOD = {
  TOBACCO_RELAY_URL: 'https://relay.example:8443',
  TOBACCO_PRIVATE_KEY: keys.privateKey,
  TOBACCO_PUBLIC_KEY: keys.publicKey,
};

test('relay, keys and optional regions are taken from the environment', () => {
  expect(definition.configuration.parse(GOOD)).toMatchObject(GOOD);
  expect(definition.configuration.parse({ ...GOOD, TOBACCO_REGIONS: '150300, 410200' })).toMatchObject({
    TOBACCO_REGIONS: ['150300', '410200'],
  });
});

test('the file exchange is taken beside the relay, or in its place', () => {
  const files = {
    TOBACCO_SFTP_URL: { host: 'files.example', port: 2222, username: 'yzh-hub' },
    TOBACCO_SFTP_KEY: ssh.private,
    TOBACCO_SFTP_HOST_KEY: [HOST_KEY],
  };
  expect(definition.configuration.parse({ ...GOOD, ...SFTP })).toMatchObject({ ...GOOD, ...files });
  const { TOBACCO_RELAY_URL: relay, ...withoutRelay } = GOOD;
  expect(relay).toBeDefined();
  const alone = { TOBACCO_RELAY_URL: null, ...files };
  expect(definition.configuration.parse({ ...withoutRelay, ...SFTP })).toMatchObject(alone);
  expect(definition.configuration.parse({ ...GOOD, ...SFTP, TOBACCO_RELAY_URL: 'none' })).toMatchObject(
    alone,
  );
  // As a file of several lines holds it, and with a second host key for the change from one to the other.
  const whole = {
    ...GOOD,
    ...SFTP,
    TOBACCO_SFTP_KEY: ssh.private,
    TOBACCO_SFTP_HOST_KEY: `${HOST_KEY}, ${HOST_KEY}`,
  };
  expect(definition.configuration.parse(whole)).toMatchObject({
    TOBACCO_SFTP_KEY: ssh.private,
    TOBACCO_SFTP_HOST_KEY: [HOST_KEY, HOST_KEY],
  });
});

test('what is missing is named: a relay or files, and files whole', () => {
  const missing = (environment: Record<string, string>) =>
    definition.configuration.safeParse(environment).error?.issues.map(({ path }) => path.join());
  expect(missing({})).toEqual(['TOBACCO_PRIVATE_KEY', 'TOBACCO_PUBLIC_KEY', 'TOBACCO_RELAY_URL']);
  expect(missing({ ...GOOD, TOBACCO_RELAY_URL: 'none' })).toEqual(['TOBACCO_RELAY_URL']);
  const { TOBACCO_SFTP_KEY, ...withoutKey } = SFTP;
  expect(TOBACCO_SFTP_KEY).toBeDefined();
  expect(missing({ ...GOOD, ...withoutKey })).toEqual(['TOBACCO_SFTP_KEY']);
});

test.each([
  ['TOBACCO_SFTP_URL', 'sftp://files.example'],
  ['TOBACCO_SFTP_URL', 'sftp://yzh-hub:word@files.example'],
  ['TOBACCO_SFTP_URL', 'sftp://yzh-hub@files.example/outbox'],
  ['TOBACCO_SFTP_URL', 'https://yzh-hub@files.example'],
  ['TOBACCO_SFTP_KEY', ssh.public],
  ['TOBACCO_SFTP_KEY', 'abc'],
  ['TOBACCO_SFTP_HOST_KEY', 'SHA256:abc'],
  ['TOBACCO_SFTP_HOST_KEY', `MD5:${'a'.repeat(43)}`],
  ['TOBACCO_RELAY_URL', 'ftp://relay.example'],
  ['TOBACCO_RELAY_URL', 'https://user:word@relay.example'],
  ['TOBACCO_RELAY_URL', 'https://relay.example/other/path'],
  ['TOBACCO_RELAY_URL', 'relay.example'],
  ['TOBACCO_PRIVATE_KEY', 'abc'],
  ['TOBACCO_PUBLIC_KEY', keys.privateKey],
  ['TOBACCO_REGIONS', '1503'],
])('%s of "%s" is refused by name', (name, value) => {
  const { error } = definition.configuration.safeParse({ ...GOOD, ...SFTP, [name]: value });
  expect(error?.issues.map((issue) => issue.message).join()).toContain(name);
});

test('an SSH key that is refused is not repeated in the message', () => {
  const wrong = Buffer.from(`${ssh.private.slice(0, -60)}\n`).toString('base64');
  const { error } = definition.configuration.safeParse({ ...GOOD, ...SFTP, TOBACCO_SFTP_KEY: wrong });
  expect(String(error)).toContain('TOBACCO_SFTP_KEY');
  expect(String(error)).not.toContain(wrong.slice(0, 40));
});

test('a private key that is refused is not repeated in the message', () => {
  const wrong = `${keys.privateKey}00`;
  const { error } = definition.configuration.safeParse({ ...GOOD, TOBACCO_PRIVATE_KEY: wrong });
  expect(String(error)).not.toContain(keys.privateKey);
});
