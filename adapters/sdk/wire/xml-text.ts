/** What XML 1.0 cannot carry in any spelling: control characters, two code points that are none. */
const IMPOSSIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
/** `>` for the sake of `]]>`, the quotes for the sake of attributes; a bare CR would be read back as LF. */
const SPECIAL = /[&<>"'\r]/g;
const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#13;',
};
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const REFERENCE = /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9A-Fa-f]{1,6}));/g;

/** Text as it may stand in an element or attribute: whatever it holds, it stays text (injection, case E04). */
export function escapeXml(text: string): string {
  return text
    .replace(IMPOSSIBLE, '')
    .toWellFormed()
    .replace(SPECIAL, (character) => REFERENCES[character]!);
}

/**
 * The five named references of XML and the numeric ones, once and in one pass (`&amp;lt;` is `&lt;`). A character
 * outside the basic plane may come as two references, one for each surrogate: old Java serialisers write that.
 */
export function decodeReferences(text: string): string {
  return text.replace(REFERENCE, (_all, name?: string, decimal?: string, hex?: string) => {
    if (name !== undefined) return NAMED[name]!;
    const codePoint = decimal !== undefined ? Number(decimal) : Number.parseInt(hex!, 16);
    return codePoint === 0 || codePoint > 0x10ffff ? '' : String.fromCodePoint(codePoint);
  });
}

/** Leaked control characters and a BOM before the prolog, which no parser should have to know. */
export function stripControls(text: string): string {
  return text.replace(IMPOSSIBLE, '').replace(/^[\ufeff\s]+/, '');
}
