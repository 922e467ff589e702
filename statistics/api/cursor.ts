import * as v from 'valibot';

/** Where a page goes on, as one word that means nothing to whoever passes it back. */
export const cursorOf = (mark: unknown): string => {
  const bytes = new TextEncoder().encode(JSON.stringify(mark));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
};

/** What a cursor says, when it is one of this kind. */
export const markOf = <S extends v.GenericSchema>(schema: S, cursor: string): v.InferOutput<S> | undefined => {
  try {
    const text = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    const read = v.safeParse(schema, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    return read.success ? read.output : undefined;
  } catch {
    return undefined;
  }
};
