/** A bug of one line, as a patch to the production code. It is put in while the module loads, and stands nowhere else. */
export interface Mutant {
  /** kebab-case, of all mutants once. */
  readonly name: string;
  /** From the root of the project. */
  readonly file: string;
  /** The line as it stands there, without its indentation; there is one such line in the file. */
  readonly line: string;
  /** What stands there instead; nothing takes the line out. */
  readonly mutated: string;
  /** What the terminal promises, and does not keep with this bug in it. */
  readonly promise: string;
  /** Why somebody might have written it so. */
  readonly slip: string;
}
