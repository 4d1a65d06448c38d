import { randomInt } from 'node:crypto';
import { beijingDate } from '../../subgraphs/domain/beijing-time.ts';
import type { UsernameToken } from './username-token.ts';
import { escapeXml } from '../sdk/wire/xml-text.ts';

/** What is asked: permits by their numbers, those of one business, all; or the notices behind a serial number. */
export type LicenceQuery =
  | { numbers: readonly string[]; page: number; rows: number }
  | { uscc: string; page: number; rows: number }
  | { page: number; rows: number }
  | { noticesAfter: number; rows: number };

const WSS = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss';
/** 业务编号 of the licence query. */
const QUERY_LICENCE = 'WS1001';
/** 业务编号 of the list of all licences (批量查询). */
const LIST_LICENCES = 'WS1002';
/** 业务编号 of the notice query (变更通报查询). */
const QUERY_NOTICES = 'WS1003';
const SERIALS = 1_000_000;

let serial = randomInt(SERIALS);

/** 流水号: the Beijing day and six digits, which the department writes into its log. */
export function nextSerialNumber(at: Date): string {
  serial = (serial + 1) % SERIALS;
  return `${beijingDate(at).replaceAll('-', '')}${String(serial).padStart(6, '0')}`;
}

/** The whole SOAP 1.1 message: business XML as a string inside the envelope's XML. */
export function writeSoapRequest(query: LicenceQuery, token: UsernameToken, serialNumber: string): string {
  const password = `<wsse:Password Type="${WSS}-username-token-profile-1.0#PasswordDigest">${escapeXml(token.digest)}</wsse:Password>`;
  return (
    `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ns="http://ws.wsjd.example/">\n` +
    `<soapenv:Header><wsse:Security soapenv:mustUnderstand="1" xmlns:wsse="${WSS}-wssecurity-secext-1.0.xsd" xmlns:wsu="${WSS}-wssecurity-utility-1.0.xsd">` +
    `<wsse:UsernameToken><wsse:Username>${escapeXml(token.username)}</wsse:Username>${password}` +
    `<wsse:Nonce>${escapeXml(token.nonce)}</wsse:Nonce><wsu:Created>${escapeXml(token.created)}</wsu:Created>` +
    `</wsse:UsernameToken></wsse:Security></soapenv:Header>\n` +
    `<soapenv:Body><ns:queryLicense><arg0>${escapeXml(writeBusinessRequest(query, serialNumber))}</arg0></ns:queryLicense></soapenv:Body></soapenv:Envelope>`
  );
}

function writeBusinessRequest(query: LicenceQuery, serialNumber: string): string {
  return (
    `<REQUEST><HEAD><YWBH>${businessOf(query)}</YWBH><LSH>${serialNumber}</LSH></HEAD>` +
    `<BODY>${writeKey(query)}<ROWS>${query.rows}</ROWS></BODY></REQUEST>`
  );
}

function businessOf(query: LicenceQuery): string {
  if ('noticesAfter' in query) return QUERY_NOTICES;
  return 'uscc' in query || 'numbers' in query ? QUERY_LICENCE : LIST_LICENCES;
}

function writeKey(query: LicenceQuery): string {
  if ('noticesAfter' in query) return `<XH>${query.noticesAfter}</XH>`;
  const page = `<PAGE>${query.page}</PAGE>`;
  if ('uscc' in query) return `<XYDM>${escapeXml(query.uscc)}</XYDM>${page}`;
  if (!('numbers' in query)) return page;
  return query.numbers.map((number) => `<XKZH>${escapeXml(number)}</XKZH>`).join('') + page;
}
