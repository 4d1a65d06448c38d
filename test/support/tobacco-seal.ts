import type { Sm2KeyPair } from '../../subgraphs/domain/sm2.ts';
import { writeMessage } from '../../adapters/sandbox/systems/tobacco/relay-lines.ts';
import { createRelaySeal } from '../../adapters/sandbox/systems/tobacco/relay-seal.ts';
import type { HttpAnswer, HttpCall } from '../../adapters/sdk/conformance/wire/http-wire-proxy.ts';
import type { ProxiedHub } from './proxied-hub.ts';

const FRAME_LINES = { first: 1, last: -2 };

/**
 * The bureau's own answer with other lines, under its own seal: what its system could say, and no man in the middle.
 * @param change gets the lines between header and trailer
 */
export function resealTobacco(
  proxied: ProxiedHub,
  answer: HttpAnswer,
  call: HttpCall,
  change: (lines: string[]) => string[],
): HttpAnswer {
  const bureauKeys = JSON.parse(proxied.secret('tobacco-bureau-key')) as Sm2KeyPair;
  const hubKeys = JSON.parse(proxied.secret('tobacco-hub-key')) as Sm2KeyPair;
  const relay = createRelaySeal({ hubPublicKey: hubKeys.publicKey, bureauKeys, now: Date.now });
  const lines = new TextDecoder('gb18030').decode(answer.body).split('\r\n');
  const changed = change(lines.slice(FRAME_LINES.first, FRAME_LINES.last));
  const sealed = relay.seal(writeMessage('RESULT', changed, Date.now()), { method: 'POST', ...call });
  return { ...sealed, body: Buffer.from(sealed.body) };
}
