import { existsSync, statSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { PROJECT, markdownFiles, prose, readProjectFile } from './markdown.ts';

const files = markdownFiles();

/** As the usual viewers make it of a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');
}

function anchorsOf(path: string): string[] {
  return [...readProjectFile(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));
}

describe('links', () => {
  test.each(files.map((file) => [file.path, file] as const))(
    'every relative link of %s leads somewhere',
    (path, file) => {
      const targets = [...prose(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
      for (const target of targets.filter((each) => !/^[a-z]+:/.test(each))) {
        const url = new URL(target, new URL(path, PROJECT));
        const to = new URL(url.pathname, PROJECT);
        expect([target, existsSync(to)]).toEqual([target, true]);
        if (url.hash === '' || !statSync(to).isFile()) continue;
        const anchors = anchorsOf(decodeURIComponent(to.pathname.slice(PROJECT.pathname.length)));
        expect(anchors).toContain(decodeURIComponent(url.hash.slice(1)));
      }
    },
  );

  test('every folder of the house has a README that the first one leads to', () => {
    const main = readProjectFile('README.md');
    const own = files.map(({ path }) => path).filter((path) => /^[a-z]+(\/[a-z]+)?\/README\.md$/.test(path));
    expect(own.length).toBeGreaterThan(10);
    const list = readProjectFile('adapters/README.md');
    for (const path of own) {
      const inList = path.startsWith('adapters/') && list.includes(`(${path.slice('adapters/'.length)})`);
      if (!inList) expect(main).toContain(`(${path})`);
    }
  });
});
