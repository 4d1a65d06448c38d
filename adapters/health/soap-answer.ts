import { DepartmentFault } from '../sdk/contract.ts';
import { headerOf } from '../sdk/mapping/answer-header.ts';
import { describeStatus, refuseStatus } from '../sdk/mapping/http-refusal.ts';
import { forLog } from '../sdk/mapping/log-text.ts';
import type { HttpAnswer } from '../sdk/wire/http-client.ts';
import { BadXml } from '../sdk/wire/xml-guard.ts';
import { child, isElement, parseXml, type XmlElement } from './xml-tree.ts';

export type SoapAnswer =
  | { kind: 'BUSINESS'; xml: string }
  /** `isSecurity`: the header was refused, by its clock perhaps, which can be cured. */
  | { kind: 'FAULT'; message: string; isSecurity: boolean };

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Local names of the fault codes of WS-Security 1.0 section 12, and what stacks say that hide the cause. */
const SECURITY_CODE =
  /^(?:MessageExpired|FailedAuthentication|FailedCheck|InvalidSecurity|InvalidSecurityToken|SecurityError)$/;

/**
 * Reads one HTTP answer down to the business XML inside, or the SOAP Fault in its place (with HTTP 500, as SOAP has
 * it, or with 200, as the department also does).
 * @throws DepartmentFault UNREACHABLE, THROTTLED, REJECTED or BAD_DATA
 */
export function readSoapAnswer(answer: HttpAnswer): SoapAnswer {
  refuseOtherStatus(answer);
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
  const contentType = headerOf(answer, 'content-type').toLowerCase();
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

/** SOAP has its Faults in HTTP 500. */
function refuseOtherStatus(answer: HttpAnswer): void {
  if (answer.status === 200 || answer.status === 500) return;
  const text = describeStatus(answer);
  refuseStatus(answer, text);
  throw new DepartmentFault('REJECTED', text);
}
