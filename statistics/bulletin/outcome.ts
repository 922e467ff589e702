/** How a command ended: 0 well, 1 with something wrong found, 2 misused or not possible. */
export interface Outcome {
  readonly exitCode: 0 | 1 | 2;
  /** For standard output. */
  readonly output: string | Uint8Array;
  /** For standard error; empty when there is nothing to complain of. */
  readonly complaint: string;
}
