import { XMLParser } from 'fast-xml-parser';
import { BadXml, refuseUnsafeXml } from '../sdk/wire/xml-guard.ts';
import { decodeReferences, stripControls } from '../sdk/wire/xml-text.ts';

/** An element: its text, its children by local name, or a list where there are several of one name. */
export type XmlNode = string | XmlElement | readonly XmlNode[];
export type XmlElement = { readonly [name: string]: XmlNode };

/** Elements that are lists even when there is one. */
const LISTS: ReadonlySet<string> = new Set(['XKZ', 'XM', 'TB']);

const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  removeNSPrefix: true,
  // Codes and numbers are text: `01` is not 1, and a long number must keep its digits.
  parseTagValue: false,
  trimValues: false,
  maxNestedTags: 64,
  isArray: (name) => LISTS.has(name),
  processEntities: true,
  // The library's own decoder leaves numeric references as they are, and knows entities that a document declares.
  entityDecoder: {
    decode: decodeReferences,
    reset: () => {},
    setXmlVersion: () => {},
    setExternalEntities: refuseEntities,
    addInputEntities: refuseEntities,
  },
});

function refuseEntities(): never {
  throw new BadXml('declared entities');
}

/** @throws BadXml where the text is not well-formed, or holds what `refuseUnsafeXml` refuses */
export function parseXml(text: string): XmlElement {
  const xml = stripControls(text);
  refuseUnsafeXml(xml);
  try {
    return parser.parse(xml) as XmlElement;
  } catch (error) {
    // Names that are JavaScript's own (`__proto__`, `constructor`) end here.
    throw new BadXml(error instanceof BadXml ? error.message : 'refused by the parser');
  }
}

/** The one child of that name; undefined where there is none, or several, or the node is no element. */
export function child(node: XmlNode | undefined, name: string): XmlNode | undefined {
  if (!isElement(node) || !Object.hasOwn(node, name)) return undefined;
  const found = node[name];
  return Array.isArray(found) ? undefined : found;
}

export function isElement(node: XmlNode | undefined): node is XmlElement {
  return typeof node === 'object' && !Array.isArray(node);
}
