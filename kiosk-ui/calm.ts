import type { Shown } from '../terminal/screen.ts';

/** What stands on the glass. */
export interface Drawing {
  readonly shown: Shown;
  /** Of what the terminal shows; while it is waited for, the drawing is still of the screen before. */
  readonly revision: number;
  /** The terminal is busy and may be done in a moment: nothing can be pressed. */
  readonly waiting: boolean;
  /** The terminal cannot be heard. */
  readonly lost: boolean;
}

export interface CalmPorts {
  /** Returns how to call it off. */
  readonly after: (milliseconds: number, task: () => void) => () => void;
  /** May throw when it cannot draw. */
  readonly draw: (drawing: Drawing) => void;
  readonly warn: (message: string) => void;
}

/** What is done sooner than this is not worth a screen of its own. */
const soon = 350;

/** Draws what is shown, at once; but a screen that only says "working" waits a moment, so that a quick answer does not flash. */
export function createCalm({ after, draw, warn }: CalmPorts): (shown: Shown, lost: boolean) => void {
  let drawn: Shown | undefined;
  let awaited: { readonly shown: Shown; readonly lost: boolean; readonly callOff: () => void } | undefined;

  function drawNow(shown: Shown, lost: boolean): void {
    draw({ shown, revision: shown.revision, waiting: false, lost });
    drawn = shown;
    awaited?.callOff();
    awaited = undefined;
  }

  function stillWorking(): void {
    if (!awaited) return;
    try {
      drawNow(awaited.shown, awaited.lost);
    } catch (thrown) {
      warn(`what goes on cannot be drawn: ${thrown}`);
    }
  }

  return (shown, lost) => {
    const working = shown.screen.name === 'working';
    if (!working || !drawn || drawn.screen.name === 'working') return drawNow(shown, lost);
    awaited = { shown, lost, callOff: awaited?.callOff ?? after(soon, stillWorking) };
    draw({ shown: drawn, revision: shown.revision, waiting: true, lost });
  };
}
