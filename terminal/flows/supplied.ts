/** What a machine names and the terminal supplies where it is put together. Running one that was not supplied is a bug. */
export const supplied = (): never => {
  throw new TypeError('supplied where the terminal is put together');
};

/** The context at a state that cannot be reached without it. */
export function known<T>(value: T | undefined): T {
  if (value === undefined) throw new TypeError('the flow reached a state before its choice was made');
  return value;
}
