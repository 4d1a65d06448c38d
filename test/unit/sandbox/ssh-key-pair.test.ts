import { expect, test } from '@jest/globals';
import ssh2 from 'ssh2';
import { generateSshKeyPair } from '../../../adapters/sandbox/core/ssh-key-pair.ts';

test('a pair that cannot be read again is never given out', () => {
  const good = generateSshKeyPair();
  const broken = { ...good, private: good.private.replace(/[A-Za-z0-9+/]{40}\n/, '\n') };
  expect(ssh2.utils.parseKey(broken.private)).toBeInstanceOf(Error);
  const made = [broken, { ...good, public: 'ssh-ed25519 AAAA' }, good];
  expect(generateSshKeyPair(() => made.shift()!)).toEqual(good);
  expect(() => generateSshKeyPair(() => broken)).toThrow('20 attempts');
});
