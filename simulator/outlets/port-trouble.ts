/** Why an outlet has not got its port, and the option of the program that chooses another. */
export function portTrouble(name: string, port: number, error: unknown): Error {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const why = code === 'EADDRINUSE' ? 'is taken: another program listens on it' : `cannot be had (${wordsOf(error)})`;
  return new Error(`${name}: port ${port} ${why}.\nAnother port: --${name} PORT, 0 for any free one.`, {
    cause: error,
  });
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
