/** What a verb comes to inside the model: its value, or the code it is refused with. */
export type Answer<T, Code extends string = string> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: Code };

export const granted = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
export const refused = <Code extends string>(code: Code): { readonly ok: false; readonly code: Code } => ({
  ok: false,
  code,
});

/**
 * The memory behind "the same id twice has one effect": one for each kind of write. A refusal is kept for ever; what
 * was granted is looked up with `again`, so that the second answer tells how it stands now.
 */
export interface Once {
  write<T, Code extends string>(
    id: string,
    body: object,
    act: () => Answer<T, Code>,
    again: () => T | undefined,
  ): Answer<T, Code | 'conflict'>;
  /** Whether this id was written and refused. */
  wasRefused(id: string): boolean;
}

export function createOnce(): Once {
  const written = new Map<string, { readonly body: string; readonly code: string | undefined }>();
  return {
    write<T, Code extends string>(id: string, body: object, act: () => Answer<T, Code>, again: () => T | undefined) {
      const text = JSON.stringify(Object.entries(body).sort());
      const before = written.get(id);
      if (before && before.body !== text) return refused('conflict');
      if (before?.code !== undefined) return refused(before.code as Code);
      if (before) {
        const value = again();
        if (value === undefined) throw new Error('what was granted is gone');
        return granted(value);
      }
      const answer = act();
      written.set(id, { body: text, code: answer.ok ? undefined : answer.code });
      return answer;
    },
    wasRefused: (id) => written.get(id)?.code !== undefined,
  };
}
