import ssh2 from 'ssh2';

/** OpenSSH's own text. */
export interface SshKeyPair {
  private: string;
  public: string;
}

const MOST_ATTEMPTS = 20;

/**
 * A fresh Ed25519 pair that can be read again: of 256 pairs that ssh2 1.17 makes one cannot, since it cuts leading zeros
 * off (mscdex/ssh2#1390).
 */
export function generateSshKeyPair(generate = () => ssh2.utils.generateKeyPairSync('ed25519')): SshKeyPair {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const pair = generate();
    if ([pair.private, pair.public].every((text) => !(ssh2.utils.parseKey(text) instanceof Error)))
      return pair;
  }
  throw new Error(`no SSH key pair that can be read in ${MOST_ATTEMPTS} attempts`);
}
