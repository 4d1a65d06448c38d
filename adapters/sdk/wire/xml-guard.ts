/** The text is no XML that may be parsed; the message quotes nothing of it. */
export class BadXml extends Error {
  override readonly name = 'BadXml';
}

const DEEPEST = 64;
/** A full page has about 1,700. The parser needs up to 11 µs for each: 2 MB of `<b/>` blocked the process for 5.7 s. */
const MOST_ELEMENTS = 5_000;

const DECLARATION = /<\?xml\s[^<>?]*\?>/y;
const START_TAG = /<([^\s/<>="'&!?]+)(?:\s+[^\s/<>="'&]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*(\/?)>/y;
const END_TAG = /<\/([^\s/<>="'&!?]+)\s*>/y;
const REFERENCE = /&(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9A-Fa-f]{1,6});/y;

/**
 * Refuses, before any parsing, what a department's message never needs and an attacker does: a document type
 * (external entities, entity bombs: cases E05, 5.6 #14), references that only such a type could declare, processing
 * instructions (forbidden by SOAP 1.1 section 3), nesting deeper than 64, more than 5,000 elements and sections. Refuses as well what is not well-formed,
 * because the parser takes an answer that was cut short for a whole one. Linear in the length.
 * @throws BadXml
 */
export function refuseUnsafeXml(xml: string): void {
  const open: string[] = [];
  let roots = 0;
  let elements = 0;
  let reference = nextReference(xml, 0);
  let at = matchAt(DECLARATION, xml, 0)?.[0].length ?? 0;
  while (at < xml.length) {
    const next = xml.indexOf('<', at);
    const end = next < 0 ? xml.length : next;
    // Kept from text to text: each search for the next `&` may run to the end, and would do so for each element.
    if (reference < at) reference = nextReference(xml, at);
    if (open.length > 0) reference = refuseUndeclaredReferences(xml, reference, end);
    else if (xml.slice(at, end).trim() !== '') throw new BadXml('text outside the root element');
    if (next < 0) break;
    at = next;
    const second = xml[at + 1];
    if (second !== '/' && ++elements > MOST_ELEMENTS) throw new BadXml(`more than ${MOST_ELEMENTS} elements`);
    if (second === '!') {
      at = endOfSection(xml, at, open.length > 0);
    } else if (second === '?') {
      throw new BadXml('processing instruction');
    } else if (second === '/') {
      const tag = matchAt(END_TAG, xml, at);
      if (tag === null || tag[1] !== open.pop()) throw new BadXml('end tag that closes nothing');
      at += tag[0].length;
    } else {
      const tag = matchAt(START_TAG, xml, at);
      if (tag === null) throw new BadXml('broken tag');
      if (open.length === 0 && ++roots > 1) throw new BadXml('second root element');
      if (tag[2] === '') open.push(tag[1]!);
      if (open.length > DEEPEST) throw new BadXml(`nesting deeper than ${DEEPEST}`);
      at += tag[0].length;
    }
  }
  if (open.length > 0 || roots === 0) throw new BadXml(roots === 0 ? 'no element' : 'cut short');
}

/** Behind a comment or CDATA section, inside which everything is text; there is no other `<!` without a DTD. */
function endOfSection(xml: string, at: number, isInside: boolean): number {
  if (xml.startsWith('<!--', at)) return behind('-->', xml, at + 4);
  if (isInside && xml.startsWith('<![CDATA[', at)) return behind(']]>', xml, at + 9);
  throw new BadXml('document type or other declaration');
}

function behind(mark: string, xml: string, from: number): number {
  const found = xml.indexOf(mark, from);
  if (found < 0) throw new BadXml('cut short');
  return found + mark.length;
}

/** @param from the first `&` at or behind which to look @returns the first `&` at or behind `to`, or the length */
function refuseUndeclaredReferences(xml: string, from: number, to: number): number {
  let at = from;
  while (at < to) {
    const reference = matchAt(REFERENCE, xml, at);
    if (reference === null) throw new BadXml('reference that is not declared');
    at = nextReference(xml, at + reference[0].length);
  }
  return at;
}

function nextReference(xml: string, from: number): number {
  const found = xml.indexOf('&', from);
  return found < 0 ? xml.length : found;
}

function matchAt(sticky: RegExp, xml: string, at: number): RegExpExecArray | null {
  sticky.lastIndex = at;
  return sticky.exec(xml);
}
