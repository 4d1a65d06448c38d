/**
 * Check character of the ISO 7064 hybrid systems MOD M+1,M (GB/T 17710), where M is the size of the alphabet:
 * MOD 11,10 over `DIGITS`, MOD 37,36 over `DIGITS_AND_CAPITALS`. Every substitution of one character is detected.
 *
 * @throws RangeError naming the first character that is not in the alphabet
 */
export function hybridCheckCharacter(text: string, alphabet: string): string {
  const modulus = alphabet.length;
  let product = modulus;
  for (const character of text) {
    const value = alphabet.indexOf(character);
    if (value < 0) throw new RangeError(`"${character}" in "${text}" is not one of ${alphabet}`);
    const sum = (product + value) % modulus || modulus;
    product = (sum * 2) % (modulus + 1);
  }
  return alphabet.charAt((modulus + 1 - product) % modulus);
}

export const DIGITS = '0123456789';
export const DIGITS_AND_CAPITALS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
