import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const PROJECT = new URL('../../../', import.meta.url);

export interface MarkdownFile {
  /** From the project's folder, e.g. `gateway/README.md`. */
  path: string;
  text: string;
}

export interface CodeBlock {
  file: string;
  /** Of the fence, e.g. `sh`. */
  language: string;
  text: string;
}

const NOT_OURS = new Set(['node_modules', 'coverage']);

/** Files of the project whose name ends so, from its folder; hidden folders and what is installed left out. */
export function projectFiles(ending: string): string[] {
  const found: string[] = [];
  const look = (folder: string) => {
    for (const entry of readdirSync(new URL(folder, PROJECT), { withFileTypes: true })) {
      if (entry.name.startsWith('.') || NOT_OURS.has(entry.name)) continue;
      if (entry.isDirectory()) look(`${folder}${entry.name}/`);
      else if (entry.name.endsWith(ending)) found.push(folder + entry.name);
    }
  };
  look('');
  return found.sort();
}

export function readProjectFile(path: string): string {
  return readFileSync(fileURLToPath(new URL(path, PROJECT)), 'utf8');
}

export function markdownFiles(): MarkdownFile[] {
  return projectFiles('.md').map((path) => ({ path, text: readProjectFile(path) }));
}

export function codeBlocks({ path, text }: MarkdownFile): CodeBlock[] {
  return [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, language = '', block = '']) => ({
    file: path,
    language,
    text: block,
  }));
}

/** What is not inside a fence. */
export function prose({ text }: MarkdownFile): string {
  return text.replaceAll(/^```.*?^```$/gms, '');
}

/** Rows of every table, as trimmed cells; heads and rules included. */
export function tableRows(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split(/(?<!\\)\|/).slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim().replaceAll('\\|', '|')));
}
