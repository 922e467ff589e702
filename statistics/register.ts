import * as v from 'valibot';
import { type Checked, check } from './problem.ts';

const Name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80));
const LocalName = v.object({ zh: Name, en: Name });

const Entry = v.object({
  /** As the terminal names itself in its batches. */
  terminal: v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,32}$/, 'expected 1 to 32 letters, digits or hyphens')),
  /** The hospital or health centre it belongs to. */
  unit: LocalName,
  /** Where in the unit it stands: building, floor, ward. */
  place: LocalName,
});
export type RegisteredTerminal = v.InferOutput<typeof Entry>;

const RegisterFile = v.object({ terminals: v.array(Entry) });

/** The terminals a hub listens to, in the order they are shown. No people. */
export interface Register {
  readonly terminals: readonly RegisteredTerminal[];
}

/** Checks what a register file held: the shape, and that no terminal is in it twice. */
export const readRegister = (value: unknown): Checked<Register> =>
  check(RegisterFile, value, ({ terminals }) => {
    const places = new Map<string, number>();
    return terminals.flatMap(({ terminal }, at) => {
      const before = places.get(terminal);
      if (before === undefined) places.set(terminal, at);
      return before === undefined
        ? []
        : [{ path: `terminals.${at}.terminal`, message: `${terminal} is there already, at terminals.${before}` }];
    });
  });
