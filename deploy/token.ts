/** Entry point of `npm run token`: prints a bearer token of the local issuer, and nothing else. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openLocalIssuer } from '../gateway/sign-in/local-issuer.ts';
import { REGISTRY_AUTHORITIES } from '../subgraphs/domain/catalogue/catalogue.ts';
import { ROLES, type Role } from '../subgraphs/domain/caller.ts';
import { DEPARTMENTS } from '../subgraphs/domain/departments.ts';

const OPTIONS = {
  role: { type: 'string' },
  region: { type: 'string' },
  department: { type: 'string' },
  authority: { type: 'string' },
  uscc: { type: 'string' },
  user: { type: 'string' },
  name: { type: 'string' },
  'expires-in': { type: 'string', default: '3600' },
} as const;

const KNOWN = Object.keys(OPTIONS)
  .map((name) => `--${name}`)
  .join(', ');

try {
  console.log(await token());
} catch (error) {
  console.error((error as Error).message.split('\n')[0]);
  process.exit(1);
}

async function token(): Promise<string> {
  const values = readArguments();
  const role = ROLES.find((known): known is Role => known === values.role);
  if (!role) throw new Error(`--role is ${values.role ?? 'missing'}; it takes one of: ${ROLES.join(', ')}.`);
  if (!/^-?\d{1,9}$/.test(values['expires-in'])) throw new Error('--expires-in takes whole seconds.');
  if (values.region !== undefined && !/^\d{6}$/.test(values.region)) {
    throw new Error('--region takes six digits of GB/T 2260, e.g. 410200.');
  }
  const codes = DEPARTMENTS.map(({ code }) => code);
  if (values.department !== undefined && !codes.includes(values.department)) {
    throw new Error(`--department is ${values.department}; it takes one of: ${codes.join(', ')}.`);
  }
  if (values.authority !== undefined && !REGISTRY_AUTHORITIES.includes(values.authority)) {
    throw new Error(
      `--authority is ${values.authority}; it takes one of: ${REGISTRY_AUTHORITIES.join(', ')}.`,
    );
  }
  const missing = needs(role).filter((name) => values[name] === undefined);
  if (missing.length > 0) {
    const options = missing.map((name) => `--${name} ${name === 'uscc' ? 'USCC' : 'CODE'}`).join(' and ');
    // Told, not refused: such a token is good for finding out that it sees nothing.
    console.error(`--role ${role} needs ${options}: without, this token sees nothing. Known: ${KNOWN}.`);
  }
  const issuer = await openLocalIssuer(resolve(process.env.DATA_DIR || '.data'), { create: false });
  return issuer.issue(
    {
      role,
      id: values.user ?? `local-${role}`,
      ...(values.region === undefined ? {} : { region: values.region }),
      ...(values.department === undefined ? {} : { department: values.department }),
      ...(values.authority === undefined ? {} : { authority: values.authority }),
      ...(values.uscc === undefined ? {} : { uscc: values.uscc }),
      ...(values.name === undefined ? {} : { name: values.name }),
    },
    Number(values['expires-in']),
  );
}

/** By which a role's remit is cut out (contract, "Who sees what"). */
function needs(role: Role): readonly ('region' | 'department' | 'uscc')[] {
  switch (role) {
    case 'service':
      return [];
    case 'applicant':
      return ['uscc'];
    case 'officer':
      return ['region', 'department'];
    case 'clerk':
    case 'inspector':
    case 'lead':
    case 'issuer':
    case 'regulator':
      return ['region'];
  }
}

function readArguments() {
  try {
    return parseArgs({ options: OPTIONS }).values;
  } catch (error) {
    const [reason] = (error as Error).message.split(/\.\s|\n/);
    throw new Error(`${reason}. Known: ${KNOWN}.`, { cause: error });
  }
}
