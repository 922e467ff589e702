import type { Prompt } from './prompt.ts';
import type { Speaker } from './speaker.ts';

export interface NarratorPorts {
  /** None on a machine without speech: then there are captions only. */
  readonly speaker: Speaker | undefined;
  readonly after: (milliseconds: number, task: () => void) => () => void;
  /** What is being said now; undefined for silence. */
  readonly captioned: (text: string | undefined) => void;
}

export interface Narrator {
  /** What stands on the glass, at every drawing; undefined where nothing may be said. Says what is new of it. */
  tell(prompt: Prompt | undefined): void;
  /** Something the focus came to, instead of whatever is being said. */
  name(text: readonly string[]): void;
}

/** How long a caption stands that no voice reads: milliseconds. */
const readingTime = (text: string) => 1500 + [...text].length * (/\p{Script=Han}/u.test(text) ? 200 : 70);

/** Says one thing at a time, with captions; what is newer cuts off what is older. */
export function createNarrator({ speaker, after, captioned }: NarratorPorts): Narrator {
  let told: Prompt | undefined;
  let rest: string[] = [];
  let callOff: (() => void) | undefined;

  function next(): void {
    callOff?.();
    callOff = undefined;
    const text = rest.shift();
    captioned(text);
    if (text === undefined || !told) {
      speaker?.stop();
      return;
    }
    // Whichever comes first; a voice that began is waited for.
    const unread = after(readingTime(text), next);
    let over = false;
    callOff = () => {
      over = true;
      unread();
    };
    speaker?.speak(text, told.locale, unread, () => {
      if (!over) next();
    });
  }

  function say(texts: readonly string[]): void {
    rest = [...texts];
    next();
  }

  return {
    tell(prompt) {
      const before = told;
      told = prompt;
      if (!prompt) {
        if (before) say([]);
      } else if (prompt.key !== before?.key) say([...prompt.parts, ...prompt.once]);
      else {
        const fresh = prompt.parts.filter((part) => !before.parts.includes(part));
        if (fresh.length > 0) say(fresh);
      }
    },
    name(texts) {
      if (told) say(texts);
    },
  };
}
