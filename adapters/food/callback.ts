import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { hmacSm3Hex } from '../../subgraphs/domain/sm3.ts';
import {
  ForgedMessage,
  UnreadableMessage,
  type Announcement,
  type DoorbellMessage,
} from '../sdk/contract.ts';
import { instantOf } from '../sdk/mapping/local-time.ts';

/** What the department repeats its callback until it hears. */
const HEARD = 'SUCCESS';

const fields = z.record(z.string().max(64), z.union([z.string().max(2_000), z.number(), z.boolean()]));
/** 变更通知: a licence was changed. */
const changeNotice = z.object({
  /** 流水号 of the notice. */
  lsh: z.string().regex(/^[\w-]{1,64}$/),
  xkzbh: z.string().min(1).max(64),
  bbh: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .optional(),
  sj: z.string().optional(),
});

/**
 * `sign` of a callback: upper hex HMAC-SM3 under the app secret over all other fields, `name=value`, by name, joined
 * by `&`.
 */
export function signCallback(appSecret: string, given: Readonly<Record<string, unknown>>): string {
  const text = Object.keys(given)
    .filter((name) => name !== 'sign')
    .sort()
    .map((name) => `${name}=${String(given[name])}`)
    .join('&');
  return hmacSm3Hex(appSecret, text).toUpperCase();
}

/**
 * A callback of the department. It may come late, repeatedly and out of order: it only names a licence.
 * @throws ForgedMessage, UnreadableMessage
 */
export function readCallback({ body }: DoorbellMessage, appSecret: string): Announcement {
  const given = parse(body);
  const sign = Buffer.from(String(given.sign ?? ''));
  const expected = Buffer.from(signCallback(appSecret, given));
  if (sign.length !== expected.length || !timingSafeEqual(sign, expected)) {
    throw new ForgedMessage('the callback is not signed with the app secret');
  }
  const notice = changeNotice.safeParse(given);
  if (!notice.success) {
    const names = notice.error.issues.map(({ path }) => path.join('.')).join(', ');
    throw new UnreadableMessage(`The callback announces no change of a licence; see its fields ${names}.`);
  }
  const { lsh, xkzbh, bbh, sj } = notice.data;
  const version = bbh === undefined ? {} : { version: bbh };
  return { notices: [{ key: lsh, number: xkzbh, sentAt: instantOf(sj), ...version }], reply: HEARD };
}

function parse(body: Buffer): Record<string, unknown> {
  try {
    return fields.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)));
  } catch {
    throw new UnreadableMessage('The callback is no flat JSON object in UTF-8.');
  }
}
