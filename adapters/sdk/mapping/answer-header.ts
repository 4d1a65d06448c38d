import type { HttpAnswer } from '../wire/http-client.ts';

/** A header of an answer, the first where there are several; empty where there is none. @param name in lower case */
export function headerOf(answer: Pick<HttpAnswer, 'headers'>, name: string): string {
  const value = answer.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? '';
}
