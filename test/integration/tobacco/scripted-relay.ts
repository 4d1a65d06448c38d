import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import iconv from 'iconv-lite';
import { createSm2Signer, generateSm2KeyPair } from '../../../subgraphs/domain/sm2.ts';
import { sm3Hex } from '../../../subgraphs/domain/sm3.ts';

export interface ScriptedAnswer {
  status?: number;
  headers?: Record<string, string>;
  body: Buffer | string;
}

/** A relay that says what a test wants it to say, with the bureau's real seal where asked for. */
export interface ScriptedRelay {
  origin: string;
  hubPrivateKey: string;
  bureauPublicKey: string;
  /** Headers and bodies of the queries so far. */
  received: { headers: IncomingMessage['headers']; body: Buffer }[];
  answerWith(script: (request: { nonce: string; body: Buffer }) => ScriptedAnswer): void;
  /** Seals a body as the bureau does. @param at its clock */
  seal(body: Buffer, nonce: string, at?: number): ScriptedAnswer;
  close(): Promise<void>;
}

export async function startScriptedRelay(): Promise<ScriptedRelay> {
  const hubPrivateKey = generateSm2KeyPair().privateKey;
  const bureau = createSm2Signer(generateSm2KeyPair().privateKey);
  const keyId = sm3Hex(Buffer.from(bureau.publicKey, 'hex')).slice(0, 16);
  const received: ScriptedRelay['received'] = [];
  let script: Parameters<ScriptedRelay['answerWith']>[0] = () => ({ status: 500, body: '' });

  async function readBody(request: IncomingMessage): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    return Buffer.concat(chunks);
  }
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      received.push({ headers: request.headers, body });
      const answer = script({ nonce: String(request.headers['x-nonce']), body });
      response.writeHead(answer.status ?? 200, answer.headers).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hubPrivateKey,
    bureauPublicKey: bureau.publicKey,
    received,
    answerWith(next) {
      script = next;
    },
    seal(body, nonce, at = Date.now()) {
      const message = Buffer.concat([Buffer.from(`ANSWER\n${keyId}\n${at}\n${nonce}\n`), body]);
      return {
        headers: {
          'content-type': 'text/plain; charset=GB18030',
          'x-key-id': keyId,
          'x-timestamp': String(at),
          'x-nonce': nonce,
          'x-signature': bureau.sign(message, 'base64'),
        },
        body,
      };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A message of the relay with right count and SM3. */
export function relayMessage(lines: readonly string[], kind = 'RESULT'): Buffer {
  const count = String(lines.length).padStart(6, '0');
  const content = iconv.encode(
    [`H|YCZM|${kind}|20261119080001|${count}|GB18030`, ...lines, ''].join('\r\n'),
    'gb18030',
  );
  return Buffer.concat([content, Buffer.from(`T|${count}|${sm3Hex(content)}\r\n`)]);
}
