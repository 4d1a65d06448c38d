import { DepartmentFault } from '../sdk/contract.ts';
import type { HttpAnswer } from '../sdk/wire/http-client.ts';
import { forLog } from './fault-text.ts';
import { BadXml } from './xml-guard.ts';
import { child, isElement, parseXml, type XmlElement } from './xml-tree.ts';

export type SoapAnswer =
  | { kind: 'BUSINESS'; xml: string }
  /** `isSecurity`: the header was refused, by its clock perhaps, which can be cured. */
  | { kind: 'FAULT'; message: string; isSecurity: boolean };

const utf8 = new TextDecoder('utf-8', { fatal: true });
/** The department's load balancer names no time. */
const PAUSE_AFTER_THROTTLE_MS = 200;
const LONGEST_PAUSE_MS = 60_000;

/** Local names of the fault codes of WS-Security 1.0 section 12, and what stacks say that hide the cause. */
const SECURITY_CODE =
  /^(?:MessageExpired|FailedAuthentication|FailedCheck|InvalidSecurity|InvalidSecurityToken|SecurityError)$/;

/**
 * Reads one HTTP answer down to the business XML inside, or the SOAP Fault in its place (with HTTP 500, as SOAP has
 * it, or with 200, as the department also does).
 * @throws DepartmentFault UNREACHABLE, THROTTLED, REJECTED or BAD_DATA
 */
export function readSoapAnswer(answer: HttpAnswer): SoapAnswer {
  refuseStatus(answer);
  try {
    return readEnvelope(answer);
  } catch (error) {
    if (!(error instanceof BadXml)) throw error;
    const text = `${error.message}, ${answer.body.length} bytes`;
    if (answer.status === 200) throw new DepartmentFault('BAD_DATA', text);
    throw new DepartmentFault('REJECTED', `HTTP ${answer.status} without a SOAP Fault: ${text}`);
  }
}

/** @throws BadXml */
function readEnvelope(answer: HttpAnswer): SoapAnswer {
  const contentType = header(answer, 'content-type').toLowerCase();
  if (!contentType.includes('xml')) {
    throw new BadXml(`content type is ${forLog(contentType) || 'absent'}, expected XML`);
  }
  const body = child(child(parseXml(decode(answer.body)), 'Envelope'), 'Body');
  if (!isElement(body)) throw new BadXml('no SOAP body');
  if (Object.hasOwn(body, 'Fault')) return readFault(body);
  const returned = child(child(body, 'queryLicenseResponse'), 'return');
  if (answer.status !== 200 || typeof returned !== 'string') throw new BadXml('no return value');
  return { kind: 'BUSINESS', xml: returned };
}

function readFault(body: XmlElement): SoapAnswer {
  const fault = child(body, 'Fault');
  const code = forLog(child(fault, 'faultcode'));
  const localCode = code.slice(code.lastIndexOf(':') + 1);
  return {
    kind: 'FAULT',
    message: `SOAP Fault ${code}: ${forLog(child(fault, 'faultstring'))}`,
    isSecurity: SECURITY_CODE.test(localCode),
  };
}

function decode(body: Buffer): string {
  try {
    return utf8.decode(body);
  } catch {
    throw new BadXml('not UTF-8');
  }
}

function refuseStatus(answer: HttpAnswer): void {
  const { status } = answer;
  if (status === 200 || status === 500) return;
  const text = `HTTP ${status}: ${forLog(answer.body.subarray(0, 4_096).toString('utf8'))}`;
  const retryAfterMs = readRetryAfter(header(answer, 'retry-after'));
  if (status === 429) {
    throw new DepartmentFault('THROTTLED', text, { retryAfterMs: retryAfterMs ?? PAUSE_AFTER_THROTTLE_MS });
  }
  if (status === 502 || status === 503 || status === 504) {
    throw new DepartmentFault('UNREACHABLE', text, retryAfterMs === undefined ? {} : { retryAfterMs });
  }
  // Not followed: a department that could send the hub elsewhere could send it to an internal port.
  if (status >= 300 && status < 400) throw new DepartmentFault('BAD_DATA', `redirect refused, ${text}`);
  throw new DepartmentFault('REJECTED', text);
}

function readRetryAfter(value: string): number | undefined {
  if (!/^\d{1,6}$/.test(value.trim())) return undefined;
  return Math.min(Number(value) * 1_000, LONGEST_PAUSE_MS);
}

function header(answer: HttpAnswer, name: string): string {
  const value = answer.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? '';
}
