import { readFileSync, renameSync, writeFileSync } from 'node:fs';

const PACKAGED = new URL('../../schema/supergraph.graphql', import.meta.url);

/** A copy of the packaged supergraph that a running hub follows. */
export interface RewrittenSupergraph {
  readonly file: string;
  /** As it is in the project. */
  readonly packaged: string;
  /** Replaces it by one that says the same in other words, as a deployment does: written aside, then renamed. */
  replace(): void;
  /** Replaces it by this. */
  write(sdl: string): void;
}

export function rewrittenSupergraph(file: string): RewrittenSupergraph {
  const sdl = readFileSync(PACKAGED, 'utf8');
  let edition = 0;
  writeFileSync(file, sdl);
  function write(text: string): void {
    writeFileSync(`${file}.new`, text);
    renameSync(`${file}.new`, file);
  }
  return {
    file,
    packaged: sdl,
    replace() {
      edition += 1;
      write(sdl.replace('What can be asked.', `What can be asked, edition ${edition}.`));
    },
    write,
  };
}
