import type { WireAnswer } from '../../core/http-system.ts';
import type { ChangeNotice, Paging, PermitPage } from './permit-store.ts';
import type { PermitRow } from './permit-row.ts';
import { statusName } from './vocabulary.ts';

/** The vendor's manner of answering, with the whims that its versions left behind; they go by turns. */
export interface AnswerWriter {
  page(page: PermitPage, paging: Paging): WireAnswer;
  notices(notices: readonly ChangeNotice[]): WireAnswer;
  /** A business error, HTTP 200. */
  error(code: string, message: string): WireAnswer;
  /** @param status 500 as SOAP has it, or 200 */
  fault(faultcode: string, faultstring: string, status?: number): WireAnswer;
}

/** The prolog of every business message; it was written when the database still was GBK. */
const PROLOG = '<?xml version="1.0" encoding="GBK"?>\n';
const WSS = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss';

export function createAnswerWriter(now: () => number): AnswerWriter {
  let turn = 0;

  function envelope(body: string, status = 200): WireAnswer {
    return {
      status,
      headers: { 'content-type': 'text/xml;charset=UTF-8', date: new Date(now()).toUTCString() },
      body: `<?xml version="1.0" encoding="UTF-8"?>\n<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ns="http://ws.wsjd.example/"><soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`,
    };
  }

  function business(head: string, body: string): WireAnswer {
    const leaked = turn % 4 === 2 ? '\ufeff' : turn % 4 === 3 ? '\u0000\r\n' : '';
    const xml = `${leaked}${PROLOG}<RESPONSE><HEAD>${head}</HEAD>\n${body}</RESPONSE>`;
    const returned = turn % 3 === 1 ? cdata(xml) : asText(xml);
    return envelope(`<ns:queryLicenseResponse><return>${returned}</return></ns:queryLicenseResponse>`);
  }

  return {
    page({ rows, total }, paging) {
      turn += 1;
      const pageWords = `<TOTAL>${total}</TOTAL><PAGE>${paging.page}</PAGE><ROWS>${paging.rows}</ROWS>`;
      if (total === 0 && turn % 3 === 0) {
        return business(`<RTNCODE>2001</RTNCODE><RTNMSG>无数据</RTNMSG>${pageWords}`, '<BODY/>');
      }
      const head = `<RTNCODE>0000</RTNCODE><RTNMSG>查询成功</RTNMSG>${pageWords}`;
      if (rows.length === 0) return business(head, turn % 3 === 1 ? '<BODY/>' : '');
      return business(head, `<BODY>${rows.map((row) => writeRow(row, turn)).join('')}</BODY>`);
    },
    notices(list) {
      turn += 1;
      const head = `<RTNCODE>0000</RTNCODE><RTNMSG>查询成功</RTNMSG><TOTAL>${list.length}</TOTAL>`;
      if (list.length === 0) return business(head, turn % 2 === 0 ? '<BODY/>' : '');
      const rows = list.map(
        ({ xh, xkzh, sj }) => `<TB><XH>${xh}</XH><XKZH>${asText(xkzh)}</XKZH><SJ>${sj}</SJ></TB>`,
      );
      return business(head, `<BODY>${rows.join('')}</BODY>`);
    },
    error(code, message) {
      turn += 1;
      return business(`<RTNCODE>${code}</RTNCODE><RTNMSG>${asText(message)}</RTNMSG>`, '');
    },
    fault(faultcode, faultstring, status = 500) {
      const names = `xmlns:wsse="${WSS}-wssecurity-secext-1.0.xsd" xmlns:wsu="${WSS}-wssecurity-utility-1.0.xsd"`;
      return envelope(
        `<soapenv:Fault ${names}><faultcode>${faultcode}</faultcode><faultstring>${asText(faultstring)}</faultstring></soapenv:Fault>`,
        status,
      );
    },
  };
}

function writeRow(row: PermitRow, turn: number): string {
  const say = (name: string, value: string) => `<${name}>${asText(value)}</${name}>`;
  // One version of the vendor wraps what people typed, another escapes it.
  const typed = (name: string, value: string) =>
    turn % 2 === 0 ? `<${name}>${cdata(value)}</${name}>` : say(name, value);
  const scope = row.xkxm === null ? '' : `<XKXM>${row.xkxm.map((item) => typed('XM', item)).join('')}</XKXM>`;
  return (
    `<XKZ>${say('XKZH', row.xkzh)}${typed('DWMC', row.dwmc)}${say('XYDM', row.xydm)}${typed('DZ', row.dz)}` +
    `${say('LB', row.lb)}${say('LBMC', row.lbmc)}${scope}${say('FZRQ', row.fzrq)}${say('YXQZ', row.yxqz)}` +
    `${say('FHRQ', row.fhrq)}${say('ZT', row.zt)}${say('ZTMC', statusName(row.zt))}${say('FZJG', row.fzjg)}</XKZ>`
  );
}

function asText(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#xD;');
}

function cdata(value: string): string {
  return `<![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}
