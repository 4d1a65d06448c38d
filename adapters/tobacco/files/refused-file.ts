/** A file that is not taken, and nothing of it. @param problem for the log: says what is wrong, quotes nothing */
export class RefusedFile extends Error {
  override readonly name = 'RefusedFile';
}
