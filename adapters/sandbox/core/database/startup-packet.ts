/** What a client sends first, before messages have types. */
export type StartupPacket =
  | { kind: 'ENCRYPTION_REQUEST'; bytes: Buffer }
  | { kind: 'CANCEL'; bytes: Buffer }
  | { kind: 'STARTUP'; bytes: Buffer; parameters: ReadonlyMap<string, string> };

const PROTOCOL_MAJOR = 3;
const CANCEL_REQUEST = 80_877_102;
const SSL_REQUEST = 80_877_103;
const GSS_REQUEST = 80_877_104;
const MOST_BYTES = 10_000;

/** @returns null while the packet is not whole @throws RangeError where it is none */
export function readStartupPacket(buffer: Buffer): StartupPacket | null {
  if (buffer.length < 8) return null;
  const length = buffer.readInt32BE(0);
  if (length < 8 || length > MOST_BYTES) throw new RangeError(`start-up packet of ${length} bytes`);
  if (buffer.length < length) return null;
  const bytes = buffer.subarray(0, length);
  const code = bytes.readInt32BE(4);
  if (code === SSL_REQUEST || code === GSS_REQUEST) return { kind: 'ENCRYPTION_REQUEST', bytes };
  if (code === CANCEL_REQUEST) return { kind: 'CANCEL', bytes };
  if (code >> 16 !== PROTOCOL_MAJOR) throw new RangeError(`protocol version ${code >> 16}`);
  const words = bytes.toString('utf8', 8).split('\0');
  const parameters = new Map<string, string>();
  for (let at = 0; at + 1 < words.length && words[at] !== ''; at += 2)
    parameters.set(words[at]!, words[at + 1]!);
  return { kind: 'STARTUP', bytes, parameters };
}
