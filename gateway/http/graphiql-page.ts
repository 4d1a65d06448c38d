import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { beijingDate } from '../../subgraphs/domain/beijing-time.ts';

const OPERATIONS_FOLDER = new URL('../../schema/operations/', import.meta.url);

export interface GraphiqlPage {
  serve(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

export interface GraphiqlOptions {
  /** Numbers of licences to start with, for the ready-made tabs. */
  demoLicense: string | null;
  /** Whether the graph is the hub's own, and its questions make sense; else one empty tab. Default true. */
  readyMade?: boolean;
}

/**
 * GraphiQL in one page that needs no other host, with a tab for each common question. Rendered at its first use
 * (9 MB) and kept; browsers keep it by its hash.
 */
export function createGraphiqlPage({ demoLicense, readyMade = true }: GraphiqlOptions): GraphiqlPage {
  let rendered: Promise<{ html: Buffer; packed: Buffer; tag: string }> | undefined;

  async function render() {
    const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
    const variables = JSON.stringify({ number: demoLicense ?? 'YZ-410200-2026-000001' }, null, 2);
    // Without a token it is an anonymous caller, who may read the schema.
    const headers = JSON.stringify({ authorization: 'Bearer ' }, null, 2);
    const tab = (name: string, given: unknown) => ({
      query: operation(name),
      variables: JSON.stringify(given, null, 2),
      headers,
    });
    const today = beijingDate(new Date());
    const inThreeMonths = beijingDate(new Date(Date.now() + 90 * 86_400_000));
    const tabs = [
      { query: operation('compositeLicense'), variables, headers },
      tab('licenses', { filter: { permitStatus: 'SUSPENDED' }, first: 10 }),
      tab('expiringLicenses', { from: today, to: inThreeMonths, first: 10 }),
      tab('licenseFindings', { number: demoLicense }),
    ];
    const html = Buffer.from(
      renderGraphiQL({
        title: '一业一证 · One-Licence Hub',
        // The tab that is open at first takes its variables and headers from outside the tabs.
        ...(readyMade ? { defaultTabs: tabs, variables, headers } : {}),
        shouldPersistHeaders: false,
      } as Parameters<typeof renderGraphiQL>[0]),
    );
    const tag = `"${createHash('sha256').update(html).digest('base64url').slice(0, 22)}"`;
    return { html, packed: gzipSync(html), tag };
  }

  return {
    async serve(request, response) {
      rendered ??= render();
      const { html, packed, tag } = await rendered;
      response.setHeader('etag', tag);
      response.setHeader('cache-control', 'private, no-cache');
      response.setHeader('vary', 'accept, accept-encoding');
      // No other site may frame the console (clickjacking) and nothing is loaded from elsewhere.
      response.setHeader(
        'content-security-policy',
        "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' blob:; worker-src blob:; style-src 'unsafe-inline'; " +
          "img-src 'self' data:; font-src data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
      );
      if (request.headers['if-none-match'] === tag) return void response.writeHead(304).end();
      const gzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
      response.writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        ...(gzip ? { 'content-encoding': 'gzip' } : {}),
        'content-length': gzip ? packed.length : html.length,
      });
      response.end(gzip ? packed : html);
    },
  };
}

function operation(name: string): string {
  return readFileSync(new URL(`${name}.graphql`, OPERATIONS_FOLDER), 'utf8');
}
