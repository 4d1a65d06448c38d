import { GraphQLError } from 'graphql';
import type { HttpHandler } from '../http/graphql-handler.ts';
import { hubError } from '../../subgraphs/platform/hub-error.ts';
import type { Logger } from '../../subgraphs/platform/logger.ts';
import { readBytes } from '../http/read-body.ts';
import { sendError } from '../http/send-error.ts';
import type { Doorbell } from './doorbell.ts';

/** A notice is a few hundred bytes. */
const MOST_BODY_BYTES = 64 * 1024;
const PATH = /^\/callback\/([a-z][a-z0-9-]{0,31})$/;

export function isDoorbellPath(path: string): boolean {
  return PATH.test(path);
}

/** `POST /callback/{department}`: no token, since departments have none; each signs in its own way. */
export function createDoorbellHandler(doorbell: Doorbell, log: Logger): HttpHandler {
  return async (request, response, url) => {
    const department = PATH.exec(url.pathname)?.[1] ?? '';
    try {
      if (request.method !== 'POST') {
        response.setHeader('allow', 'POST');
        throw hubError('METHOD_NOT_ALLOWED', 'Send a POST; nothing else is served here.');
      }
      const headers = Object.entries(request.headers).flatMap(([name, value]) =>
        typeof value === 'string' ? [{ name, value }] : [],
      );
      const reply = await doorbell({ department, headers, body: await readBytes(request, MOST_BODY_BYTES) });
      response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
      response.end(reply);
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      log.info(
        { department, code: error.extensions.code, err: error.originalError },
        'doorbell not answered',
      );
      sendError(response, error);
    }
  };
}
