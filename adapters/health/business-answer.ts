import { DepartmentFault } from '../sdk/contract.ts';
import type { RowPage } from '../sdk/mapping/attribute-rows.ts';
import { forLog } from '../sdk/mapping/log-text.ts';
import { BadXml } from '../sdk/wire/xml-guard.ts';
import { child, isElement, parseXml, type XmlElement, type XmlNode } from './xml-tree.ts';

const NO_ROWS: RowPage = { rows: [], total: 0 };

/**
 * Reads the business XML of a licence query. Its prolog says GBK, which is not so: it came as characters inside the
 * envelope's UTF-8.
 * @param element of a row: XKZ a permit, TB a notice
 * @throws DepartmentFault MAINTENANCE, REJECTED or BAD_DATA
 */
export function readBusinessAnswer(xml: string, element: 'XKZ' | 'TB' = 'XKZ'): RowPage {
  const response = parseResponse(xml);
  const head = child(response, 'HEAD');
  const code = child(head, 'RTNCODE');
  if (typeof code !== 'string' || code.trim() === '') {
    throw new DepartmentFault('BAD_DATA', 'the answer has no RTNCODE');
  }
  const text = `RTNCODE ${forLog(code)}: ${forLog(child(head, 'RTNMSG'))}`;
  switch (code.trim()) {
    case '0000':
      return readRows(response, head, element);
    case '2001': {
      // "No data" beside rows is a contradiction that must not become "no such permit".
      const { rows, total } = readRows(response, head, element);
      if (rows.length > 0 || (total ?? 0) > 0) throw new DepartmentFault('BAD_DATA', `${text}, beside rows`);
      return NO_ROWS;
    }
    case '9998':
      throw new DepartmentFault('MAINTENANCE', text);
    default:
      throw new DepartmentFault('REJECTED', text);
  }
}

function parseResponse(xml: string): XmlElement {
  try {
    const response = child(parseXml(xml), 'RESPONSE');
    if (isElement(response)) return response;
  } catch (error) {
    if (!(error instanceof BadXml)) throw error;
    throw new DepartmentFault('BAD_DATA', `business XML: ${error.message}, ${xml.length} characters`);
  }
  throw new DepartmentFault('BAD_DATA', 'business XML: no RESPONSE');
}

/** No rows: `<BODY/>`, or no BODY at all. */
function readRows(response: XmlElement, head: XmlNode | undefined, element: 'XKZ' | 'TB'): RowPage {
  const total = readTotal(child(head, 'TOTAL'));
  if (!Object.hasOwn(response, 'BODY')) return { rows: [], total };
  const body = child(response, 'BODY');
  if (typeof body === 'string' && body.trim() === '') return { rows: [], total };
  const rows = isElement(body) && Object.hasOwn(body, element) ? body[element] : undefined;
  if (!Array.isArray(rows)) throw new DepartmentFault('BAD_DATA', 'BODY has an unknown shape');
  return { rows, total };
}

/** TOTAL is text. */
function readTotal(raw: XmlNode | undefined): number | null {
  if (raw === undefined || (typeof raw === 'string' && raw.trim() === '')) return null;
  if (typeof raw !== 'string' || !/^\d{1,9}$/.test(raw.trim())) {
    throw new DepartmentFault('BAD_DATA', 'TOTAL is no count');
  }
  return Number(raw);
}
