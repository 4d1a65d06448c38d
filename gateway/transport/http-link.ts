import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { Pool } from 'undici';
import { signedHeaders } from '../../subgraphs/platform/internal-call/call-signature.ts';
import type { CallKeys } from '../../subgraphs/platform/internal-call/call-keys.ts';
import type { SubgraphResponse } from '../../subgraphs/platform/subgraph-service.ts';
import { SubgraphDown, type SubgraphLink } from './subgraph-link.ts';

export interface HttpLinkOptions {
  /** Address of the role, e.g. `http://10.0.0.7:4201/food`. */
  url: URL;
  keys: CallKeys;
  /** Answers beyond this are cut off, bytes. Default 8 MB. */
  maxResponseBytes?: number;
}

const CONNECTIONS = 32;
const CONNECT_TIMEOUT_MS = 500;
const DEFAULT_MAX_RESPONSE_BYTES = 8 * 1024 * 1024;

/** A subgraph on another host, over pooled keep-alive HTTP; every call is signed and no redirect is followed. */
export function createHttpLink({ url, keys, maxResponseBytes }: HttpLinkOptions): SubgraphLink {
  const pool = new Pool(url.origin, {
    connections: CONNECTIONS,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    maxResponseSize: maxResponseBytes ?? DEFAULT_MAX_RESPONSE_BYTES,
  });
  const path = url.pathname;
  return {
    async execute({ query, variables, operationName, caller, signal }) {
      const body = JSON.stringify({ query, variables, operationName });
      const headers = {
        'content-type': 'application/json',
        ...signedHeaders(keys, { method: 'POST', path, body, caller }),
      };
      try {
        const response = await pool.request({ path, method: 'POST', headers, body, signal });
        if (response.statusCode !== 200) {
          await response.body.dump();
          throw new SubgraphDown(
            response.statusCode === 401
              ? 'refused our signature: INTERNAL_KEYS differ, or the clocks of the two hosts'
              : `answered ${response.statusCode}`,
          );
        }
        return readAnswer(await response.body.json());
      } catch (error) {
        if (error instanceof SubgraphDown) throw error;
        throw new SubgraphDown('no sensible answer', { cause: error });
      }
    },
    close: () => pool.destroy(),
  };
}

function readAnswer(answer: unknown): SubgraphResponse {
  if (typeof answer !== 'object' || answer === null) throw new SubgraphDown('answered with no object');
  const { data, errors, extensions } = answer as {
    data?: Record<string, unknown> | null;
    errors?: GraphQLFormattedError[];
    extensions?: Record<string, unknown>;
  };
  return {
    ...(data === undefined ? {} : { data }),
    ...(errors ? { errors: errors.map(toError) } : {}),
    ...(extensions ? { extensions } : {}),
  };
}

function toError({ message, path, extensions }: GraphQLFormattedError): GraphQLError {
  return new GraphQLError(message, { path, extensions });
}
