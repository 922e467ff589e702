/** By Node's code, the same on every system. */
const advices: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing answers at this port: is the device switched on, and is the port right?',
  ENOTFOUND: 'The name is not known: check the address.',
  EAI_AGAIN: 'The name cannot be looked up: is the network connected?',
  EHOSTUNREACH: 'The device cannot be reached: is it switched on, and is its cable connected?',
  EHOSTDOWN: 'The device cannot be reached: is it switched on, and is its cable connected?',
  ENETUNREACH: 'There is no way to this network: is the network cable of this machine connected?',
  ETIMEDOUT: 'The device does not answer: is it switched on, and is its cable connected?',
};

/** Why there is no connection to `place`, in the error's own words and with advice where there is some. */
export function connectTrouble(place: string, error: unknown): string {
  const { code, said } = readError(error);
  const advice = code === undefined ? undefined : advices[code];
  return `Cannot connect to ${place} (${said}).${advice ? ` ${advice}` : ''}`;
}

/** How a connection that was there ended. */
export const brokenConnection = (place: string, error: unknown): string =>
  `The connection to ${place} broke (${readError(error).said}).`;

/** A name with several addresses fails with one error of several, whose own message is empty. */
function readError(error: unknown): { readonly code: string | undefined; readonly said: string } {
  if (error instanceof AggregateError && error.errors.length > 0) {
    const all = error.errors.map(readError);
    return { code: all[0]?.code, said: all.map(({ said }) => said).join('; ') };
  }
  if (!(error instanceof Error)) return { code: undefined, said: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { code, said: error.message || code || error.name };
}
