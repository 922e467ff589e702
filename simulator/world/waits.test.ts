import { expect, test } from 'vitest';
import { createVirtualClock } from './virtual-clock.ts';
import { createWaits } from './waits.ts';

function twoLives() {
  const clock = createVirtualClock(0);
  const waits = createWaits(clock);
  const heard: string[] = [];
  const say = (what: string) => heard.push(`${clock.now()} ${what}`);
  return { clock, waits, heard, say };
}

test('lives take their turns in one time, each at its own moments', async () => {
  const { waits, heard, say } = twoLives();
  const life = async (name: string, pause: number) => {
    for (let step = 0; step < 3; step++) {
      await waits.pass(pause);
      say(name);
    }
  };
  await waits.run([life('a', 100), life('b', 150)]);
  expect(heard).toEqual(['100 a', '150 b', '200 a', '300 b', '300 a', '450 b']);
});

test('a condition is waited for no longer than told, and who is woken goes on before time does', async () => {
  const { clock, waits, heard, say } = twoLives();
  let ready = false;
  clock.after(40, () => {
    ready = true;
  });
  clock.after(41, () => say('later'));
  await waits.run([
    waits.until(() => ready, 1000).then((holds) => void say(`ready ${holds}`)),
    waits.until(() => false, 60).then((holds) => void say(`never ${holds}`)),
  ]);
  expect(heard).toEqual(['40 ready true', '41 later', '60 never false']);
});

test('what a life throws is thrown', async () => {
  const { waits } = twoLives();
  const broken = waits.pass(10).then(() => {
    throw new Error('out of paper');
  });
  await expect(waits.run([waits.pass(1e6), broken])).rejects.toThrow('out of paper');
});
