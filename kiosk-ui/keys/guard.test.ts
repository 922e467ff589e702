import { expect, test } from 'vitest';
import { guardKeys } from './guard.ts';

type Held = Partial<Pick<KeyboardEvent, 'altKey' | 'ctrlKey' | 'metaKey'>>;

/** Whether the browser gets a key under the guard. */
function reachesBrowser(kind: string, event: object): boolean {
  const heard = new Map<string, (event: object) => void>();
  const capturing: unknown[] = [];
  guardKeys({
    addEventListener(kind: string, listener: (event: object) => void, options: unknown) {
      heard.set(kind, listener);
      capturing.push(typeof options === 'object' ? { ...options } : options);
    },
  } as unknown as Window);
  expect(capturing).toEqual([true, { capture: true, passive: false }]);
  let prevented = false;
  heard.get(kind)?.({ ...event, preventDefault: () => (prevented = true) });
  return !prevented;
}

const key = (key: string, held: Held = {}) =>
  reachesBrowser('keydown', { key, altKey: false, ctrlKey: false, metaKey: false, ...held });

test('what presses a button or leads from one to the next is the browser’s', () => {
  expect(['Enter', ' ', 'Tab'].filter((it) => !key(it))).toEqual([]);
});

test.each(['F1', 'F5', 'F11', 'F12', 'Escape', 'ContextMenu', 'BrowserHome', 'LaunchMail', 'Backspace', 'a', "'", '/'])(
  '%s is not',
  (it) => expect(key(it)).toBe(false),
);

test.each<Held>([{ altKey: true }, { ctrlKey: true }, { metaKey: true }])('nothing is with %j', (held) => {
  expect(['Enter', ' ', 'Tab', 'n', 'F4', 'ArrowLeft', '+'].filter((it) => key(it, held))).toEqual([]);
});

test('no wheel enlarges', () => {
  expect(reachesBrowser('wheel', { ctrlKey: true })).toBe(false);
});
