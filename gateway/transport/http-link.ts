import type { LookupFunction } from 'node:net';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { Pool } from 'undici';
import type { Caller } from '../../subgraphs/domain/caller.ts';
import { hubError } from '../../subgraphs/platform/hub-error.ts';
import { signedHeaders } from '../../subgraphs/platform/internal-call/call-signature.ts';
import { lookupRole } from '../../subgraphs/platform/internal-call/role-address.ts';
import type { CallKeys } from '../../subgraphs/platform/internal-call/call-keys.ts';
import type { SubgraphRequest, SubgraphResponse } from '../../subgraphs/platform/subgraph-service.ts';
import { createCallBatches } from './call-batches.ts';
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
    connect: { timeout: CONNECT_TIMEOUT_MS, lookup: lookupRole as LookupFunction },
    maxResponseSize: maxResponseBytes ?? DEFAULT_MAX_RESPONSE_BYTES,
  });
  const path = url.pathname;

  async function call(body: string, caller: Caller, signal: AbortSignal): Promise<unknown> {
    const headers = {
      'content-type': 'application/json',
      ...signedHeaders(keys, { method: 'POST', path, body, caller }),
    };
    try {
      const response = await pool.request({ path, method: 'POST', headers, body, signal });
      if (response.statusCode === 200) return await response.body.json();
      await response.body.dump();
      throw new SubgraphDown(
        response.statusCode === 401
          ? 'refused our signature: INTERNAL_KEYS differ, or the clocks of the two hosts'
          : `answered ${response.statusCode}`,
      );
    } catch (error) {
      if (error instanceof SubgraphDown) throw error;
      throw new SubgraphDown('no sensible answer', { cause: error });
    }
  }

  const batched = createCallBatches(async (operations, caller, signal) => {
    const [only] = operations;
    if (operations.length === 1) return [readAnswer(await call(String(only), caller, signal))];
    const answers = await call(`[${operations.join(',')}]`, caller, signal);
    if (Array.isArray(answers) && answers.length === operations.length) return answers.map(readAnswer);
    throw new SubgraphDown(`did not answer each of ${operations.length} operations`);
  });

  return {
    async execute({ query, variables, operationName, caller, signal }) {
      const operation = written({ query, variables, operationName });
      if (operation === null) return { errors: [hubError('BAD_USER_INPUT', UNWRITABLE)] };
      // Only what adapters answer: one slow page of issuance would hold up the quick answers beside it.
      if (Array.isArray(variables.representations)) return batched(operation, caller, signal);
      return readAnswer(await call(operation, caller, signal));
    },
    close: () => pool.destroy(),
  };
}

const UNWRITABLE = 'A variable nests too deep to be passed on. Send plain values.';

/** @returns null for variables nested deeper than JSON can be written (some thousand levels) */
function written(operation: Partial<SubgraphRequest>): string | null {
  try {
    return JSON.stringify(operation);
  } catch {
    return null;
  }
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
