import { randomBytes } from 'node:crypto';
import { createSm2Signer, createSm2Verifier } from '../../subgraphs/domain/sm2.ts';
import { sm3Hex } from '../../subgraphs/domain/sm3.ts';
import { DepartmentFault } from '../sdk/contract.ts';
import { headerOf } from '../sdk/mapping/answer-header.ts';
import type { HttpAnswer } from '../sdk/wire/http-client.ts';

export interface RelaySignatureOptions {
  /** The hub's SM2 key, 64 hex digits. */
  privateKey: string;
  /** The bureau's, hex. */
  bureauPublicKey: string;
}

/** Both directions of the relay's signature (README, "Signature"). */
export interface RelaySignature {
  /** Headers of a query. @param timestamp milliseconds since 1970 by the relay's clock */
  headers(body: Buffer, timestamp: number, nonce: string): Record<string, string>;
  /**
   * The relay's clock when it answered, milliseconds since 1970; nothing of an answer may be believed before.
   * @param nonce of the query that it must answer: else an older, once true answer could be played again
   * @throws DepartmentFault BAD_DATA where the bureau did not sign this answer to this query
   */
  verify(answer: HttpAnswer, nonce: string): number;
}

/** A nonce that two queries never share: 128 random bits. */
export function createNonce(): string {
  return randomBytes(16).toString('hex');
}

/** @throws RangeError where a key is none */
export function createRelaySignature(options: RelaySignatureOptions): RelaySignature {
  const signer = createSm2Signer(options.privateKey);
  const verifier = createSm2Verifier(options.bureauPublicKey);
  const keyId = keyIdOf(signer.publicKey);
  const bureauKeyId = keyIdOf(options.bureauPublicKey);

  return {
    headers(body, timestamp, nonce) {
      return {
        'content-type': 'text/plain; charset=GB18030',
        'x-key-id': keyId,
        'x-timestamp': String(timestamp),
        'x-nonce': nonce,
        'x-signature': signer.sign(signedBytes('REQUEST', keyId, String(timestamp), nonce, body), 'base64'),
      };
    },
    verify(answer, nonce) {
      const signature = headerOf(answer, 'x-signature');
      if (signature === '') throw new DepartmentFault('BAD_DATA', 'the answer is not signed');
      const signedBy = headerOf(answer, 'x-key-id');
      if (signedBy !== bureauKeyId) {
        throw new DepartmentFault(
          'BAD_DATA',
          `signed by another key than ${bureauKeyId} (TOBACCO_PUBLIC_KEY)`,
        );
      }
      const timestamp = headerOf(answer, 'x-timestamp');
      if (!/^\d{13}$/.test(timestamp) || headerOf(answer, 'x-nonce') !== nonce) {
        throw new DepartmentFault('BAD_DATA', 'the answer belongs to another query');
      }
      if (!verifier.verify(signedBytes('ANSWER', bureauKeyId, timestamp, nonce, answer.body), signature)) {
        throw new DepartmentFault('BAD_DATA', 'the signature of the answer does not hold');
      }
      return Number(timestamp);
    },
  };
}

/** First 16 hex digits of the SM3 of the public key's 65 bytes. */
function keyIdOf(publicKeyHex: string): string {
  const full = publicKeyHex.length === 128 ? `04${publicKeyHex}` : publicKeyHex;
  return sm3Hex(Buffer.from(full, 'hex')).slice(0, 16);
}

function signedBytes(
  direction: 'REQUEST' | 'ANSWER',
  keyId: string,
  timestamp: string,
  nonce: string,
  body: Buffer,
): Buffer {
  return Buffer.concat([Buffer.from(`${direction}\n${keyId}\n${timestamp}\n${nonce}\n`, 'latin1'), body]);
}
