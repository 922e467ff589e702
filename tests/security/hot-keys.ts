/** Every key by which somebody might get out of a page, and how one sees whether it did. */
import { expect } from 'vitest';
import type { KioskStand } from './kiosk-stand.ts';
import { glass, type XDisplay } from './x-display.ts';

/** As xdotool writes them. */
export const hotKeys: readonly string[] = [
  // Windows and tabs.
  ...['ctrl+t', 'ctrl+n', 'ctrl+w', 'ctrl+shift+n', 'ctrl+shift+t', 'ctrl+shift+w', 'ctrl+q', 'ctrl+shift+q'],
  ...['ctrl+Tab', 'ctrl+shift+Tab', 'ctrl+1', 'ctrl+9', 'ctrl+Page_Down', 'ctrl+F4', 'F11', 'ctrl+shift+m'],
  // Addresses, searching, other pages.
  ...['ctrl+l', 'ctrl+k', 'ctrl+e', 'alt+d', 'F6', 'ctrl+f', 'ctrl+g', 'F3', 'slash', 'apostrophe', 'F7'],
  ...['ctrl+h', 'ctrl+j', 'ctrl+d', 'ctrl+shift+d', 'ctrl+shift+o', 'ctrl+shift+b', 'ctrl+shift+Delete', 'F1'],
  ...['alt+Left', 'alt+Right', 'alt+Home', 'alt+Return', 'ctrl+Return', 'shift+Return'],
  // The same page, anew or of another size.
  ...['ctrl+r', 'ctrl+shift+r', 'F5', 'ctrl+F5', 'shift+F5', 'ctrl+plus', 'ctrl+minus', 'ctrl+0', 'ctrl+KP_Add'],
  // Paper, files, the clipboard.
  ...['ctrl+p', 'ctrl+shift+p', 'ctrl+o', 'ctrl+s', 'ctrl+shift+s', 'ctrl+a', 'ctrl+c', 'ctrl+x', 'ctrl+v', 'Print'],
  // What developers use.
  ...['F12', 'ctrl+shift+i', 'ctrl+shift+j', 'ctrl+shift+c', 'ctrl+u', 'shift+Escape', 'F8', 'F9'],
  // Menus.
  ...['F10', 'shift+F10', 'Menu', 'alt+f', 'alt+e', 'alt', 'alt+shift+t', 'F2', 'F4'],
  // The window's manager and the machine.
  ...['alt+F4', 'alt+Tab', 'alt+Escape', 'alt+space', 'alt+F2', 'super', 'super+d', 'super+l', 'super+r'],
  ...['ctrl+Escape', 'ctrl+alt+t', 'ctrl+alt+Delete', 'ctrl+alt+BackSpace', 'ctrl+alt+F1', 'ctrl+alt+F2'],
  // Keys of their own on larger keyboards.
  ...['XF86Back', 'XF86Forward', 'XF86Reload', 'XF86HomePage', 'XF86Search', 'XF86Mail', 'XF86Explorer'],
  ...['XF86Favorites', 'XF86Calculator', 'XF86AudioMedia', 'Help'],
  // And those that the page itself knows, where it has nothing for them to do.
  ...['Escape', 'BackSpace', 'Delete', 'Home', 'End', 'Page_Up', 'Page_Down'],
];

/** The same with a mouse: enlarging, pasting or opening aside, a menu. */
const mouse: readonly (readonly string[])[] = [
  ['keydown', 'ctrl', 'click', '4', 'click', '5', 'click', '5', 'keyup', 'ctrl'],
  ['keydown', 'shift', 'click', '4', 'click', '5', 'keyup', 'shift'],
  ['click', '2'],
  ['click', '3'],
  ['click', '8'],
  ['click', '9'],
];

/** No hot key: it is pressed after each, and a page that hears it is the one that keys still go to. */
const marker = 'q';

const middle = ['mousemove', `${glass.width / 2}`, `${glass.height / 2}`] as const;

/**
 * Puts whatever stands on the display over all of it, with the keyboard. A display without a window manager leaves that to
 * whoever sits before it.
 */
export async function fillGlass({ hands }: XDisplay): Promise<void> {
  const under = async () =>
    /WINDOW=(\d+)/.exec(await hands('mousemove', '100', '100', 'getmouselocation', '--shell'))?.[1] ?? '';
  const root = await hands('search', '--maxdepth', '0', '');
  await expect.poll(under, { timeout: 20_000, message: 'a window on the display' }).not.toBe(root.trim());
  const window = await under();
  await hands('windowmove', window, '0', '0', 'windowsize', window, `${glass.width}`, `${glass.height}`);
  await hands('windowfocus', window, ...middle);
}

/** Presses each, and answers those that did something to anything but the page, with what they did. */
export async function escapesBy(
  keys: readonly string[],
  { noticed, lines }: KioskStand,
  { hands, windows }: XDisplay,
): Promise<string[]> {
  const markers = () => noticed.filter((it) => 'key' in it && it.key === marker).length;
  const zoom = () => noticed.findLast((it) => 'zoom' in it);
  const escapes: string[] = [];

  let deaf = false;

  async function tryOne(name: string, ...doing: readonly string[]): Promise<void> {
    // Whom no key reaches any more cannot be tried further.
    if (deaf || lines().open === 0) return;
    const before = { windows: (await windows()).length, lines: lines(), zoom: zoom(), markers: markers() };
    await hands(...doing);
    await hands('key', marker);
    const heard = expect.poll(markers, { timeout: 20_000, interval: 10 }).toBeGreaterThan(before.markers);
    deaf = await heard.then(
      () => false,
      () => true,
    );
    const did = [
      ...(deaf ? ['the page hears no key any more'] : []),
      ...((await windows()).length === before.windows ? [] : ['another window']),
      ...(lines().open === before.lines.open && lines().opened === before.lines.opened ? [] : ['the page was left']),
      ...(JSON.stringify(zoom()) === JSON.stringify(before.zoom) ? [] : ['another size']),
    ];
    if (did.length > 0) escapes.push(`${name}: ${did.join(', ')}`);
  }

  for (const key of keys) await tryOne(key, 'key', key);
  for (const doing of mouse) await tryOne(doing.join(' '), ...doing);
  return escapes;
}

/** Touches the middle of the glass: on the welcome that begins. */
export const touch = ({ hands }: XDisplay) => hands(...middle, 'click', '1');
