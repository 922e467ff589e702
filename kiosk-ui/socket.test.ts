import { expect, test } from 'vitest';
import type { Shown } from '../terminal/screen.ts';
import { scenes } from './fixtures.ts';
import { connect, type Line, socketAddress } from './socket.ts';

const menu = scenes.find(({ title }) => title === 'menu')?.shownIn('zh');
const message = (revision: number) => JSON.stringify({ revision, ...menu });

function terminalSide() {
  const lines: (Line & { readonly sent: string[] })[] = [];
  const pauses: number[] = [];
  const changes: [Shown | undefined, boolean][] = [];
  const warnings: string[] = [];
  const tasks: (() => void)[] = [];
  const forgetting: (() => void)[] = [];
  const side = { lines, pauses, changes, warnings, cannotDraw: false };
  const tap = connect('ws://kiosk/screen', {
    open() {
      const sent: string[] = [];
      const line = { sent, send: (text: string) => void sent.push(text), onmessage: null, onclose: null };
      lines.push(line);
      return line;
    },
    after(milliseconds, task) {
      if (milliseconds === 60_000) return void forgetting.push(task);
      pauses.push(milliseconds);
      tasks.push(task);
    },
    warn: (text) => warnings.push(text),
    changed(shown, lost) {
      if (side.cannotDraw && !lost) throw new TypeError('errands is not a list');
      changes.push([shown, lost]);
    },
  });
  const last = () => {
    const line = lines.at(-1);
    if (!line) throw new Error('no line was opened');
    return line;
  };
  return {
    ...side,
    tap,
    drawNothing: (nothing: boolean) => {
      side.cannotDraw = nothing;
    },
    says: (data: unknown) => last().onmessage?.({ data }),
    hangsUp: (code = 1006) => last().onclose?.(code),
    timePasses: () => tasks.shift()?.(),
    aMinutePasses: () => forgetting.shift()?.(),
    received: () => last().sent.map((text) => JSON.parse(text)),
  };
}

test('the socket is beside the page, and gets the page’s token', () => {
  expect(socketAddress('http://127.0.0.1:4100/?token=a%26b')).toBe('ws://127.0.0.1:4100/screen?token=a%26b');
  expect(socketAddress('https://kiosk.example/one/?token=t&x=1#y')).toBe('wss://kiosk.example/one/screen?token=t');
  expect(socketAddress('http://127.0.0.1/')).toBe('ws://127.0.0.1/screen');
});

test('a tap carries the revision of what is showing', () => {
  const it = terminalSide();
  it.tap({ kind: 'begin' });
  it.says(message(7));
  it.tap({ kind: 'back' });
  it.says(message(8));
  it.tap({ kind: 'errand', errand: 'registration' });
  expect(it.received()).toEqual([
    { tap: { kind: 'back' }, revision: 7 },
    { tap: { kind: 'errand', errand: 'registration' }, revision: 8 },
  ]);
});

test('a lost line is dialled again after ever longer pauses, which start over once something was shown', () => {
  const it = terminalSide();
  for (let times = 0; times < 6; times++) {
    it.hangsUp();
    it.timePasses();
  }
  expect(it.pauses).toEqual([200, 400, 800, 1600, 2000, 2000]);
  expect(it.lines.length).toBe(7);
  it.says(message(1));
  it.hangsUp();
  expect(it.pauses.at(-1)).toBe(200);
});

test('while the line is lost the last screen stays, and a tap goes nowhere', () => {
  const it = terminalSide();
  it.says(message(3));
  it.hangsUp();
  const [shown, lost] = it.changes.at(-1) ?? [];
  expect([shown?.revision, lost]).toEqual([3, true]);
  it.tap({ kind: 'back' });
  it.timePasses();
  it.tap({ kind: 'back' });
  expect(it.lines.flatMap(({ sent }) => sent)).toEqual([]);
  it.says(message(4));
  it.tap({ kind: 'back' });
  expect(it.received()).toEqual([{ tap: { kind: 'back' }, revision: 4 }]);
});

test('a terminal that is silent for a minute: what it showed last is forgotten', () => {
  const it = terminalSide();
  it.says(message(3));
  it.hangsUp();
  it.timePasses();
  it.hangsUp();
  it.aMinutePasses();
  expect(it.changes.at(-1)).toEqual([undefined, true]);
  it.timePasses();
  it.hangsUp();
  expect(it.changes.at(-1)).toEqual([undefined, true]);
  it.aMinutePasses();
  it.timePasses();
  it.says(message(4));
  expect(it.changes.at(-1)).toEqual([expect.objectContaining({ revision: 4 }), false]);
});

test('one that came back in time and was lost again is waited for another minute', () => {
  const it = terminalSide();
  it.says(message(3));
  it.hangsUp();
  it.timePasses();
  it.says(message(3));
  it.hangsUp();
  it.aMinutePasses();
  expect(it.changes.at(-1)?.[0]?.revision).toBe(3);
  it.aMinutePasses();
  expect(it.changes.at(-1)).toEqual([undefined, true]);
});

test('a page that another one took over from stays quiet, and forgets', () => {
  const it = terminalSide();
  it.says(message(1));
  it.hangsUp(4000);
  expect(it.pauses).toEqual([]);
  expect(it.changes.at(-1)?.[1]).toBe(true);
  it.aMinutePasses();
  expect(it.changes.at(-1)).toEqual([undefined, true]);
  expect(it.lines.length).toBe(1);
});

test('what cannot be read or drawn is as if it had never come', () => {
  const it = terminalSide();
  it.says(message(1));
  it.says('{"revision":2}');
  it.says(new Uint8Array(3));
  it.drawNothing(true);
  it.says(message(5));
  it.drawNothing(false);
  it.tap({ kind: 'cancel' });
  expect(it.received()).toEqual([{ tap: { kind: 'cancel' }, revision: 1 }]);
  expect(it.warnings.length).toBe(3);
});
