import { expect, test } from 'vitest';
import { createQuCd720 } from '../../../device-drivers/qu-cd-720/driver.ts';
import { frame } from '../../../device-drivers/qu-cd-720/frame.ts';
import { createM1Card } from '../../devices/m1-card.ts';
import { createPlugBoard } from '../../devices/plug-board.ts';
import { createVirtualQuCd720 } from '../../devices/virtual-qu-cd-720.ts';
import { createVirtualClock } from '../../world/virtual-clock.ts';
import { createEars } from '../ears.ts';
import { createTrace } from '../trace.ts';
import { spoken } from '../trace-trial.ts';
import { quCd720Language } from './qu-cd-720.ts';

test('a card goes to the reader and to the gate: each command is executed at ENQ', async () => {
  const clock = createVirtualClock(0);
  const trace = createTrace({ now: clock.now });
  const board = createEars(trace, { dispenser: 'qu-cd-720' }).lines(createPlugBoard());
  const machine = createVirtualQuCd720({ clock, chance: () => 0.5 });
  machine.load([1, 2, 3].map((uid) => createM1Card(Uint8Array.of(4, 0, 0, uid))));
  board.plug('card-dispenser', machine);
  const { openLink } = board;
  const dispenser = createQuCd720({ openLink, address: 'memory:card-dispenser', clock, log: () => {} });
  await clock.advance(5_000);
  let done = false;
  void dispenser.takeFromStack().then(() => {
    done = true;
  });
  expect(await clock.runUntil(() => done, 30_000)).toBe(true);
  const said = trace.frames().map(spoken);
  expect(said.slice(0, 5)).toEqual([
    '> [line opened]',
    '> flags?',
    '< ACK',
    '> ENQ',
    '< flags: dispensing, hopper low',
  ]);
  const moved = said.slice(said.indexOf('> move card to reader'));
  expect(moved.slice(0, 3)).toEqual(['> move card to reader', '< ACK', '> ENQ']);
  expect(moved.at(-1)).toBe('< flags: hopper low, card at reader');
});

const answer = (letters: string, data: string) => quCd720Language().fromDevice.hear(frame(letters, data), 0)[0]?.words;

test.each([
  ['SF', '020', 'working state: card jam'],
  ['SF', '000', 'working state: card at ready place'],
  ['GV', '319', 'version 319'],
  ['PB', '000', 'flags: none'],
  ['PC', '0<0', 'flags: card captured, card taken'],
  ['XY', '000', 'unknown answer “XY000”'],
])('%s %s: %s', (letters, data, words) => expect(answer(letters, data)).toBe(words));
