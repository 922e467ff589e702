import type { Direction } from './nearest.ts';

/** What a key does here: moves the focus, presses the button that is its own (`data-key`), goes back, or nothing at all. */
export type KeyAct =
  | { readonly move: Direction }
  | { readonly press: string }
  | { readonly back: true }
  /** Not even what a browser does by itself. */
  | { readonly nothing: true };

export interface Where {
  /** There is a number pad, and whether something is typed on it. */
  readonly pad: boolean;
  readonly typed: boolean;
  /** The focus is on a button: Enter and Space are the browser's business. */
  readonly onButton: boolean;
}

const arrows: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

function pressed(key: string, { pad, typed, onButton }: Where): KeyAct | undefined {
  if (['Escape', 'BrowserBack', 'GoBack'].includes(key)) return { back: true };
  if (key === 'Backspace') return pad && typed ? { press: 'delete' } : { back: true };
  if (!pad) return undefined;
  if (key === 'Delete') return { press: 'delete' };
  if (/^[\dx]$/i.test(key)) return { press: key.toLowerCase() };
  return key === 'Enter' && !onButton ? { press: 'ok' } : undefined;
}

/** What `key` (as in `KeyboardEvent.key`) does; undefined leaves it to the browser. A held key only moves the focus. */
export function keyAct(key: string, held: boolean, where: Where): KeyAct | undefined {
  const move = arrows[key];
  if (move) return { move };
  const act = pressed(key, where);
  const presses = act !== undefined || key === 'Enter' || key === ' ';
  return held && presses ? { nothing: true } : act;
}
