import { maskPersonalData } from '../../../subgraphs/domain/mask.ts';

const MOST_CHARACTERS = 200;

/**
 * Upstream text made fit for a log line or a fault's message: on one line, so that it cannot forge a second one,
 * personal data masked (an error may quote a row), 200 characters at most. Anything but text or a number is empty.
 */
export function forLog(upstream: unknown): string {
  if (typeof upstream !== 'string' && typeof upstream !== 'number') return '';
  // Cut generously before the costly part and exactly after it: masking may need the whole of a number.
  const line = String(upstream)
    .slice(0, 2 * MOST_CHARACTERS)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  return maskPersonalData(line).slice(0, MOST_CHARACTERS).toWellFormed();
}
