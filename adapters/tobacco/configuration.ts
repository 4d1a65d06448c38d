import ssh2 from 'ssh2';
import { z } from 'zod';
import { isBareOrigin } from '../sdk/mapping/bare-origin.ts';
import type { SftpAddress } from './files/sftp-session.ts';

const SFTP_VARIABLES = ['TOBACCO_SFTP_URL', 'TOBACCO_SFTP_KEY', 'TOBACCO_SFTP_HOST_KEY'] as const;

/** The bureau's relay, or its file exchange, or both; see README. A message never repeats a key. */
export const configuration = z
  .object({
    TOBACCO_RELAY_URL: z
      .string()
      .refine(
        (text) => text === 'none' || URL.canParse(text),
        'TOBACCO_RELAY_URL must be an http(s) URL, for example https://relay.example:8443, or "none"',
      )
      .refine(
        (text) => text === 'none' || isBareOrigin(text),
        'TOBACCO_RELAY_URL must hold http(s) scheme, host and port only: the path is the protocol’s own',
      )
      .optional()
      .transform((text) => (text === undefined || text === 'none' ? null : text)),
    TOBACCO_PRIVATE_KEY: z
      .string()
      .regex(
        /^[0-9a-fA-F]{64}$/,
        'TOBACCO_PRIVATE_KEY must be the SM2 private key of this hub, 64 hex digits',
      ),
    TOBACCO_PUBLIC_KEY: z
      .string()
      .regex(
        /^(?:04)?[0-9a-fA-F]{128}$/,
        'TOBACCO_PUBLIC_KEY must be the SM2 public key of the bureau, 130 hex digits',
      ),
    TOBACCO_SFTP_URL: z
      .string()
      .refine(
        (text) => sftpAddress(text) !== null,
        'TOBACCO_SFTP_URL must be sftp://ACCOUNT@HOST:PORT, without password and path',
      )
      .transform((text) => sftpAddress(text)!)
      .optional(),
    TOBACCO_SFTP_KEY: z
      .string()
      .refine(
        (text) => isPrivateKey(keyText(text)),
        'TOBACCO_SFTP_KEY must be the SSH private key of this hub without passphrase, as it is or in base64',
      )
      .transform(keyText)
      .optional(),
    TOBACCO_SFTP_HOST_KEY: z
      .string()
      .regex(
        /^\s*SHA256:[A-Za-z0-9+/]{43}(?:\s*,\s*SHA256:[A-Za-z0-9+/]{43})*\s*$/,
        'TOBACCO_SFTP_HOST_KEY must be the SHA256:… of the file server’s host key (ssh-keygen -l), several separated by commas',
      )
      .transform(listOf)
      .optional(),
    TOBACCO_REGIONS: z
      .string()
      .regex(
        /^\s*\d{6}(?:\s*,\s*\d{6})*\s*$/,
        'TOBACCO_REGIONS must be region codes of 6 digits, separated by commas',
      )
      .transform(listOf)
      .optional(),
  })
  .refine((settings) => hasRelay(settings) || countSftp(settings) > 0, needed('TOBACCO_RELAY_URL'))
  .refine((settings) => isWhole(settings, 'TOBACCO_SFTP_URL'), needed('TOBACCO_SFTP_URL'))
  .refine((settings) => isWhole(settings, 'TOBACCO_SFTP_KEY'), needed('TOBACCO_SFTP_KEY'))
  .refine((settings) => isWhole(settings, 'TOBACCO_SFTP_HOST_KEY'), needed('TOBACCO_SFTP_HOST_KEY'));

type Settings = Readonly<Record<string, unknown>>;

/** Asked also where another variable is missing, so that one line names all that are. */
function needed(name: string) {
  const message = `${name} must be set: a relay, or all of ${SFTP_VARIABLES.join(', ')}`;
  return { path: [name], message, when: () => true };
}

function hasRelay({ TOBACCO_RELAY_URL }: Settings): boolean {
  return TOBACCO_RELAY_URL !== null && TOBACCO_RELAY_URL !== undefined;
}

function countSftp(settings: Settings): number {
  return SFTP_VARIABLES.filter((name) => settings[name] !== undefined).length;
}

function isWhole(settings: Settings, name: string): boolean {
  return settings[name] !== undefined || countSftp(settings) === 0;
}

function sftpAddress(text: string): SftpAddress | null {
  const url = URL.parse(text);
  // A password would end up in a process list, and the key is the only way in.
  if (url === null || url.protocol !== 'sftp:' || url.hostname === '' || url.password !== '') return null;
  if (url.username === '' || !['', '/'].includes(url.pathname) || url.search !== '' || url.hash !== '')
    return null;
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || 22),
    username: decodeURIComponent(url.username),
  };
}

/** A variable holds one line in most files of variables, a key has several. */
function keyText(text: string): string {
  return text.includes('-----BEGIN') ? text : Buffer.from(text, 'base64').toString('latin1');
}

function isPrivateKey(text: string): boolean {
  const key = ssh2.utils.parseKey(text);
  return !(key instanceof Error) && !Array.isArray(key) && key.isPrivateKey();
}

function listOf(text: string): string[] {
  return text.split(',').map((each) => each.trim());
}
