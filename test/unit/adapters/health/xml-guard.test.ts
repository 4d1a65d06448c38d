import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { BadXml, refuseUnsafeXml } from '../../../../adapters/sdk/wire/xml-guard.ts';
import { parseXml } from '../../../../adapters/health/xml-tree.ts';
import { escapeXml } from '../../../../adapters/sdk/wire/xml-text.ts';

describe('the guard before the XML parser', () => {
  test.each([
    [
      'a declaration, attributes, comments, CDATA',
      `<?xml version="1.0" encoding="GBK"?>\n<!-- a > b -->
      <s:a xmlns:s="u" t='1 > "2"'><b/>x&lt;&#20;&#x20BB7;<![CDATA[<!DOCTYPE &lol; <x>]]><!-- <!DOCTYPE --></s:a >\n`,
    ],
    ['64 levels', '<a>'.repeat(64) + '</a>'.repeat(64)],
    ['5,000 elements', `<a>${'<b/>'.repeat(4_999)}</a>`],
    ['a root alone', '<a/>'],
    ['a document type as text', '<a>&lt;!DOCTYPE x></a>'],
  ])('lets %s pass', (_what, xml) => {
    expect(() => refuseUnsafeXml(xml)).not.toThrow();
  });

  test.each([
    ['a document type', '<!DOCTYPE a><a/>'],
    [
      'an external entity',
      '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    ],
    ['an entity bomb', '<!DOCTYPE a [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><a>&b;</a>'],
    ['a document type inside', '<a><!DOCTYPE b></a>'],
    ['a document type in small letters', '<!doctype a><a/>'],
    ['a document type hidden by an attribute', '<a b="<![CDATA["><!DOCTYPE x>]]></a>'],
    ['a document type hidden by a comment’s end', '<!-- --><!DOCTYPE a><a/>'],
    ['a reference that nobody declared', '<a>&lol;</a>'],
    ['a bare ampersand', '<a>A&B</a>'],
    ['a reference without end', '<a>&lt</a>'],
    ['a processing instruction', '<?xml version="1.0"?><?x y?><a/>'],
    ['CDATA before the root', '<![CDATA[x]]><a/>'],
    ['5,001 elements', `<a>${'<b/>'.repeat(5_000)}</a>`],
    ['5,001 sections', `<a>${'<![CDATA[]]>'.repeat(5_000)}</a>`],
    ['65 levels', '<a>'.repeat(65) + '</a>'.repeat(65)],
    ['a cut text', '<a><b>x'],
    ['a cut tag', '<a><b'],
    ['a cut CDATA section', '<a><![CDATA[x</a>'],
    ['a cut comment', '<a><!-- x</a>'],
    ['tags that cross', '<a><b></a></b>'],
    ['an end without a start', '<a/></a>'],
    ['two roots', '<a/><b/>'],
    ['text behind the root', '<a/>x'],
    ['text before the root', 'HTTP <a/>'],
    ['an attribute without quotes', '<a b=c/>'],
    ['a tag without a name', '<a>< b/></a>'],
    ['no element', '<?xml version="1.0"?>'],
    ['nothing', ''],
  ])('refuses %s', (_what, xml) => {
    expect(() => refuseUnsafeXml(xml)).toThrow(BadXml);
  });

  test('refuses every proper beginning of a message, wherever it was cut', () => {
    const whole = '<?xml version="1.0"?><r><h a="1">&lt;</h><![CDATA[x]]><!-- y --><b/></r>';
    refuseUnsafeXml(whole);
    for (let length = 0; length < whole.length; length += 1) {
      expect(() => refuseUnsafeXml(whole.slice(0, length))).toThrow(BadXml);
    }
  });

  test('ends in time that grows with the length alone, whatever it is fed', () => {
    const size = 300_000;
    const hostile = [
      '<a>' + '<'.repeat(size),
      '<a ' + ' '.repeat(size),
      '<a' + ' b="c"'.repeat(size / 6) + '<',
      '<a b' + ' '.repeat(size),
      '<' + 'a'.repeat(size),
      '<a>' + '&'.repeat(size),
      '<a>' + '<b/>'.repeat(size / 4),
      '<a>' + '<![CDATA['.repeat(size / 9),
      '<a>' + '&lt;'.repeat(size / 4) + '</a>',
      '<?xml ' + ' '.repeat(size),
      '<a>' + '<!----><b/>'.repeat(size / 11),
      `<a>${'<b/>'.repeat(4_000)}${'x'.repeat(size)}`,
      '</' + 'a '.repeat(size / 2),
    ];
    const before = performance.now();
    for (const xml of hostile) {
      try {
        refuseUnsafeXml(xml);
      } catch (error) {
        expect(error).toBeInstanceOf(BadXml);
      }
    }
    // Quadratic work on any of them would take minutes.
    expect(performance.now() - before).toBeLessThan(3_000);
  });
});

describe('the XML parser behind the guard', () => {
  test('keeps every value text, as it was written', () => {
    expect(parseXml('<r><c>007</c><d>1e3</d><e>0x10</e><f/><g> a </g><h>true</h></r>')).toEqual({
      r: { c: '007', d: '1e3', e: '0x10', f: '', g: ' a ', h: 'true' },
    });
  });

  test('decodes references once, numeric ones and surrogate pairs too, and none in CDATA', () => {
    const xml = '<r>&amp;lt;&#x20BB7;&#134071;&#55362;&#57271;&#0;<![CDATA[&amp;]]>&amp;</r>';
    expect(parseXml(xml)).toEqual({ r: '&lt;𠮷𠮷𠮷&amp;&' });
  });

  test('drops a BOM and leaked control characters, before they can hide a document type', () => {
    expect(parseXml('\u0000\ufeff \u0003<?xml version="1.0"?><r>\u0001a</r>')).toEqual({ r: 'a' });
    expect(() => parseXml('<\u0000!DOCTYPE r><r/>')).toThrow(BadXml);
  });

  test.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
    'an element named %s pollutes nothing',
    (name) => {
      try {
        parseXml(`<r><${name}>x</${name}></r>`);
      } catch (error) {
        expect(error).toBeInstanceOf(BadXml);
      }
      expect(({} as Record<string, unknown>).x).toBeUndefined();
      expect(Object.prototype.toString.call({})).toBe('[object Object]');
    },
  );

  test('reads back any text, escaped or in CDATA, through two layers', () => {
    const text = fc.string({
      unit: fc.oneof(
        fc.constantFrom(...'<>&"\';]![-#x&;CDATA\r\n\t'),
        fc.string({ minLength: 1, maxLength: 1, unit: 'grapheme' }),
      ),
    });
    fc.assert(
      fc.property(text, (value) => {
        // What XML cannot carry is dropped on the way.
        const expected = value.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
        const inner = `<r><a>${escapeXml(value)}</a></r>`;
        const outer = parseXml(`<o>${escapeXml(inner)}</o>`).o as string;
        expect(parseXml(outer)).toEqual({ r: { a: expected } });
        const wrapped = `<![CDATA[${inner.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
        expect(parseXml(parseXml(`<o>${wrapped}</o>`).o as string)).toEqual({ r: { a: expected } });
      }),
    );
  });

  test('parses or refuses, whatever the text', () => {
    const piece = fc.constantFrom(
      '<a>',
      '</a>',
      '<b/>',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<!DOCTYPE a',
      '<?x',
      '?>',
      '"',
      '&lt;',
      '&',
      'x',
      '\ufeff',
      ' ',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((pieces) => pieces.join('')),
        ),
        (xml) => {
          try {
            parseXml(xml);
          } catch (error) {
            expect(error).toBeInstanceOf(BadXml);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
