import { createSm2Signer, createSm2Verifier, type Sm2KeyPair } from '../../../../subgraphs/domain/sm2.ts';
import { sm3Hex } from '../../../../subgraphs/domain/sm3.ts';
import type { WireAnswer, WireRequest } from '../../core/http-system.ts';
import { createNonceMemory } from '../../core/nonce-memory.ts';
import { headerOf } from '../../core/request-header.ts';

export interface RelaySealOptions {
  /** The one caller that is known. */
  hubPublicKey: string;
  bureauKeys: Sm2KeyPair;
  /** The bureau's clock, milliseconds since 1970. */
  now: () => number;
}

/** The bureau's side of the signatures: whose query this is, and its seal under the answer. */
export interface RelaySeal {
  /** Known key, clock within 300 s, signature over the whole query, a nonce never seen before. */
  admits(request: WireRequest): boolean;
  /** @param request that is answered; the seal binds the answer to it */
  seal(body: Buffer, request: WireRequest): WireAnswer;
}

const CLOCK_TOLERANCE_MS = 300_000;

export function createRelaySeal({ hubPublicKey, bureauKeys, now }: RelaySealOptions): RelaySeal {
  const verifier = createSm2Verifier(hubPublicKey);
  const signer = createSm2Signer(bureauKeys.privateKey);
  const hubKeyId = fingerprint(hubPublicKey);
  const bureauKeyId = fingerprint(bureauKeys.publicKey);
  const nonces = createNonceMemory();

  return {
    admits(request) {
      const timestamp = headerOf(request, 'x-timestamp');
      const nonce = nonceOf(request);
      if (headerOf(request, 'x-key-id') !== hubKeyId || nonce === '') return false;
      if (!/^\d{13}$/.test(timestamp) || Math.abs(Number(timestamp) - now()) > CLOCK_TOLERANCE_MS)
        return false;
      const preamble = Buffer.from(['REQUEST', hubKeyId, timestamp, nonce, ''].join('\n'));
      const message = Buffer.concat([preamble, request.body]);
      return verifier.verify(message, headerOf(request, 'x-signature')) && nonces.isFresh(nonce, now());
    },
    seal(body, request) {
      const at = now();
      const nonce = nonceOf(request);
      const preamble = Buffer.from(['ANSWER', bureauKeyId, at, nonce, ''].join('\n'));
      return {
        status: 200,
        headers: {
          'content-type': 'text/plain; charset=GB18030',
          date: new Date(at).toUTCString(),
          'x-key-id': bureauKeyId,
          'x-timestamp': String(at),
          'x-nonce': nonce,
          'x-signature': signer.sign(Buffer.concat([preamble, body]), 'base64'),
        },
        body,
      };
    },
  };
}

/** What is no nonce is not echoed: the seal must not stand under a stranger's text. */
function nonceOf(request: WireRequest): string {
  const nonce = headerOf(request, 'x-nonce');
  return /^[0-9A-Za-z]{16,64}$/.test(nonce) ? nonce : '';
}

/** First 16 hex digits of the SM3 of 04‖X‖Y. */
function fingerprint(publicKey: string): string {
  return sm3Hex(Buffer.from(publicKey, 'hex')).slice(0, 16);
}
