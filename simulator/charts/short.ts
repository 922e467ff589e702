/** In characters of JSON: of what is longer only the length is kept. */
const longest = 400;

/**
 * The fields of something as plain data that can be kept and written: what is long, such as lists of doctors or a picture,
 * gives way to how long it is.
 */
export const shortFields = (thing: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(thing).map(([name, value]) => [name, short(value)]));

/** One value as plain data, or how long it is. */
function short(value: unknown): unknown {
  const text = written(value);
  if (text === undefined) return undefined;
  return text.length > longest ? `(${text.length} characters left out)` : JSON.parse(text);
}

/** A value's JSON. Functions keep their name, bytes their number, errors their message; undefined where there is nothing. */
export function written(value: unknown): string | undefined {
  try {
    return JSON.stringify(value, (_, inner: unknown) => {
      if (typeof inner === 'function') return { type: 'type' in inner ? inner.type : inner.name };
      if (inner instanceof Uint8Array) return `(${inner.length} bytes)`;
      if (inner instanceof Error) return { name: inner.name, message: inner.message };
      return inner;
    });
  } catch {
    // What goes round in circles, which only a foreign object does.
    return '"(cannot be written)"';
  }
}
