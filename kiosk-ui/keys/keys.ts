/** A tactile keypad is a keyboard: arrows, Enter, Back and digits do whatever a finger does. */
import { keyAct } from './key-act.ts';
import { nearest } from './nearest.ts';

/** What can be pressed now, in the order of reading. */
const pressable = (page: Document) =>
  [...page.querySelectorAll<HTMLButtonElement>('button:enabled')].filter(
    (it) => !it.closest('[inert]') && it.checkVisibility({ visibilityProperty: true }),
  );

const revision = (page: Document) => page.querySelector<HTMLElement>('.page')?.dataset.revision;

export function listenToKeys(page: Document): void {
  /** The screen on which Space went down; it presses when it comes up. */
  let spaceOn: string | undefined;

  page.addEventListener('keydown', (event) => {
    const { key, repeat, altKey, ctrlKey, metaKey } = event;
    if (altKey || ctrlKey || metaKey) {
      // Which would leave the page.
      if (altKey && key.startsWith('Arrow')) event.preventDefault();
      return;
    }
    const here = pressable(page);
    const focused = here.find((it) => it === page.activeElement);
    const press = (selector: string) => here.find((it) => it.matches(selector))?.click();
    const act = keyAct(key, repeat, {
      pad: here.some((it) => it.matches('[data-key]')),
      typed: page.querySelector('.digit:not(.digit-empty)') !== null,
      onButton: focused !== undefined,
    });
    if (key === ' ' && !repeat) spaceOn = revision(page);
    if (!act) return;
    event.preventDefault();
    if ('press' in act) press(`[data-key="${act.press}"]`);
    else if ('back' in act) press('.back');
    else if ('move' in act) {
      const rects = here.map((it) => it.getBoundingClientRect());
      const inward = act.move === 'down' || act.move === 'right';
      const to = focused ? nearest(rects, focused.getBoundingClientRect(), act.move) : inward ? 0 : undefined;
      if (to !== undefined) here[to]?.focus();
    }
  });

  page.addEventListener('keyup', (event) => {
    // A press belongs to the screen on which the key went down.
    if (event.key === ' ' && spaceOn !== revision(page)) event.preventDefault();
  });
}
