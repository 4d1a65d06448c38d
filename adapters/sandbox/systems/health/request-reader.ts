import { XMLParser } from 'fast-xml-parser';

/** What a caller sent, as far as it can be read; everything may be missing. */
export interface SoapCall {
  /** Local name of the element in the body. */
  operation: string;
  token: { username: string; digest: string; nonce: string; created: string } | null;
  business: BusinessRequest | null;
}

export interface BusinessRequest {
  /** 业务编号 */
  ywbh: string;
  numbers: readonly string[];
  uscc: string;
  /** 序号 behind which notices are asked for. */
  serial: string;
  page: string;
  rows: string;
}

interface Node {
  [name: string]: Node | Node[] | string | undefined;
}

const parser = new XMLParser({
  removeNSPrefix: true,
  ignoreDeclaration: true,
  parseTagValue: false,
  trimValues: false,
  maxNestedTags: 32,
  // Numeric references too.
  htmlEntities: true,
  isArray: (name) => name === 'XKZH',
});

/** @returns null where the body is no SOAP message at all */
export function readSoapCall(body: Buffer): SoapCall | null {
  const envelope = element(parse(body.toString('utf8'))?.Envelope);
  const soapBody = element(envelope?.Body);
  if (soapBody === undefined) return null;
  const operation = Object.keys(soapBody).find((name) => name !== '#text') ?? '';
  const token = element(element(element(envelope?.Header)?.Security)?.UsernameToken);
  return {
    operation,
    token: token
      ? {
          username: text(token.Username),
          digest: text(token.Password),
          nonce: text(token.Nonce),
          created: text(token.Created),
        }
      : null,
    business: readBusiness(text(element(soapBody[operation])?.arg0)),
  };
}

function readBusiness(xml: string): BusinessRequest | null {
  const request = element(parse(xml)?.REQUEST);
  const head = element(request?.HEAD);
  const body = element(request?.BODY);
  if (head === undefined || body === undefined) return null;
  return {
    ywbh: text(head.YWBH),
    numbers: Array.isArray(body.XKZH) ? body.XKZH.map((number) => text(number)) : [],
    uscc: text(body.XYDM),
    serial: text(body.XH),
    page: text(body.PAGE),
    rows: text(body.ROWS),
  };
}

function parse(xml: string): Node | undefined {
  // The vendor's firewall lets no document type through.
  if (xml.includes('<!DOCTYPE') || xml.includes('<!ENTITY')) return undefined;
  try {
    return parser.parse(xml, true) as Node;
  } catch {
    return undefined;
  }
}

function element(node: Node[string]): Node | undefined {
  return typeof node === 'object' && !Array.isArray(node) ? node : undefined;
}

function text(node: Node[string]): string {
  return typeof node === 'string' ? node : '';
}
