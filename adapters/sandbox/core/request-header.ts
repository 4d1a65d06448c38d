import type { WireRequest } from './http-system.ts';

/** A header of a request, the first where there are several; empty where there is none. @param name in lower case */
export function headerOf(request: WireRequest, name: string): string {
  const value = request.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? '';
}
