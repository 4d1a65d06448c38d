import { expect, test } from '@jest/globals';
import definition from '../../../../adapters/tobacco/definition.ts';
import { generateSm2KeyPair } from '../../../../subgraphs/domain/sm2.ts';

const keys = generateSm2KeyPair();
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

test.each([
  ['TOBACCO_RELAY_URL', 'ftp://relay.example'],
  ['TOBACCO_RELAY_URL', 'https://user:word@relay.example'],
  ['TOBACCO_RELAY_URL', 'https://relay.example/other/path'],
  ['TOBACCO_RELAY_URL', 'relay.example'],
  ['TOBACCO_PRIVATE_KEY', 'abc'],
  ['TOBACCO_PUBLIC_KEY', keys.privateKey],
  ['TOBACCO_REGIONS', '1503'],
])('%s of "%s" is refused by name', (name, value) => {
  const { error } = definition.configuration.safeParse({ ...GOOD, [name]: value });
  expect(error?.issues.map((issue) => issue.message).join()).toContain(name);
});

test('a private key that is refused is not repeated in the message', () => {
  const wrong = `${keys.privateKey}00`;
  const { error } = definition.configuration.safeParse({ ...GOOD, TOBACCO_PRIVATE_KEY: wrong });
  expect(String(error)).not.toContain(keys.privateKey);
});
