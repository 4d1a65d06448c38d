import { openLocalIssuer } from '../../gateway/sign-in/local-issuer.ts';
import type { GraphqlAnswer, RunningHub } from './running-hub.ts';

export type HubAccess = Pick<RunningHub, 'token' | 'ask' | 'control' | 'heal'>;

/** What a test asks of a running hub and of the sandbox beside it, whatever processes they are. */
export async function openHubAccess(
  gateway: string,
  sandbox: string,
  dataFolder: string,
): Promise<HubAccess> {
  const issuer = await openLocalIssuer(dataFolder, { create: false });
  const serviceToken = await issuer.issue({ role: 'service', id: 'test' });

  async function control<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(`${sandbox}/control/departments/${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as Answer;
  }

  return {
    token: (caller, expiresInSeconds) =>
      issuer.issue(
        { id: `test-${caller.role}`, ...caller } as Parameters<typeof issuer.issue>[0],
        expiresInSeconds,
      ),
    async ask<Data>(
      query: string,
      variables: Record<string, unknown> = {},
      {
        token = serviceToken,
        headers = {},
      }: { token?: string | null; headers?: Record<string, string> } = {},
    ) {
      const response = await fetch(`${gateway}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json, application/json',
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          ...headers,
        },
        body: JSON.stringify({ query, variables }),
      });
      const answer = (await response.json()) as Record<string, unknown>;
      return { ...answer, status: response.status, headers: response.headers } as GraphqlAnswer<Data>;
    },
    control,
    async heal() {
      for (const code of ['food', 'health', 'culture', 'tobacco']) {
        await control('PUT', `${code}/fault`, { mode: 'none' });
        await control('PUT', `${code}/settings`, { limits: true, maintenance: false });
        await control('DELETE', `${code}/stats`);
      }
    },
  };
}
