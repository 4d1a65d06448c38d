import type { RunningHub } from './run-file.ts';

export interface WelcomeOptions {
  elapsedMs: number;
  /** As the user set it; undefined for the default. */
  dataFolder: string | undefined;
}

/** What a person needs next: the addresses, and a query that works as it stands. */
export function welcome(
  { gateway, sandbox, demoLicense }: RunningHub,
  { elapsedMs, dataFolder }: WelcomeOptions,
): string {
  const lines = [
    '',
    `Ready in ${(elapsedMs / 1_000).toFixed(1)} s.`,
    `  GraphQL and GraphiQL   ${gateway}/graphql`,
    `  health, readiness      ${gateway}/health  ${gateway}/ready`,
  ];
  if (sandbox) lines.push(`  sandbox control        ${sandbox}/control/departments`);
  if (demoLicense) {
    // The key that signs tokens is in the data folder: another shell has to be told which.
    const where = dataFolder === undefined ? '' : `DATA_DIR=${quoted(dataFolder)} `;
    lines.push(
      `  demo licence           ${demoLicense}`,
      '',
      'Ask for it:',
      '',
      `  TOKEN=$(${where}npm -s run token -- --role regulator --region 410200)`,
      `  curl -s ${gateway}/graphql -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' \\`,
      `    -d '{"query":"{ compositeLicense(number: \\"${demoLicense}\\") { status holder { name } subPermits { number status freshness { state asOf reason } department { name } } } }"}'`,
    );
  }
  lines.push('', 'Ctrl-C stops it.');
  return lines.join('\n');
}

/** For a POSIX shell. */
function quoted(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
