import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { capitalised, problemOfName } from './adapter-name.ts';

const SCAFFOLD_FOLDER = fileURLToPath(new URL('./', import.meta.url));
const ADAPTERS_FOLDER = fileURLToPath(new URL('../../', import.meta.url));

/** What the templates call the department; no text means anything else by it. */
const PLACEHOLDER = 'specimen';

/** The protocols that there is a template for. */
export const KINDS = readdirSync(SCAFFOLD_FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

/**
 * Makes `adapters/NAME` from the template of a kind. The templates are real adapters, checked like all code; names are
 * put in, and paths that lead out of the template are led to the same places.
 * @returns the files, from the new folder @throws Error of one line, with the remedy; nothing is written then
 */
export async function scaffoldAdapter(name: string, kind: string): Promise<string[]> {
  const problem = problemOfName(name);
  if (problem !== null) throw new Error(problem);
  if (!KINDS.includes(kind)) throw new Error(`--kind ${kind}: there are ${KINDS.join(', ')}.`);
  const target = join(ADAPTERS_FOLDER, name);
  if (existsSync(target)) {
    throw new Error(`adapters/${name} exists already; choose another name, or remove that folder first.`);
  }
  const template = join(SCAFFOLD_FOLDER, kind);
  const files = readdirSync(template, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(template, join(entry.parentPath, entry.name)))
    .sort();
  // Beside its place and then moved: discovery must never see half an adapter.
  const draft = join(ADAPTERS_FOLDER, `.${name}-${process.pid}`);
  try {
    for (const file of files) {
      const text = readFileSync(join(template, file), 'utf8');
      const moved = rebased(text, dirname(join(template, file)), dirname(join(target, file)), template);
      const path = join(draft, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, await formatted(named(moved, name), join(target, file)));
    }
    renameSync(draft, target);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return files;
}

function named(text: string, name: string): string {
  return text
    .replaceAll(PLACEHOLDER, name)
    .replaceAll(PLACEHOLDER.toUpperCase(), name.toUpperCase())
    .replaceAll(capitalised(PLACEHOLDER), capitalised(name));
}

/** Paths of imports and links that leave the template, from their new place. */
function rebased(text: string, from: string, to: string, template: string): string {
  return text.replace(/(?<=(?:from |import\(|\]\()['"]?)\.[^'")\s]*/g, (path) => {
    const absolute = resolve(from, path);
    if (!relative(template, absolute).startsWith('..')) return path;
    const moved = relative(to, absolute);
    return moved.startsWith('.') ? moved : `./${moved}`;
  });
}

/** A longer name breaks lines elsewhere. */
async function formatted(text: string, path: string): Promise<string> {
  return format(text, { ...(await resolveConfig(path)), filepath: path });
}
