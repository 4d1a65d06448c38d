import type { HttpAnswer } from '../wire/http-client.ts';
import { headerOf } from './answer-header.ts';

/** When an answer was sent by the sender's clock, milliseconds since 1970, from its Date header; null without one. */
export function timeOfDateHeader(answer: HttpAnswer): number | null {
  const time = Date.parse(headerOf(answer, 'date'));
  // Half a second: the header cuts the fraction off.
  return Number.isNaN(time) ? null : time + 500;
}
