import { expect, test } from 'vitest';
import { settle } from '../../../simulator/world/settle.ts';
import type { ScreenName } from '../../../terminal/screen.ts';
import { bareSide, hostedSide, stillClock, tapTimes } from './sides.ts';
import { steps } from './stub-hospital.ts';

test('a tap that moves an errand and its visit is looked at once', async () => {
  const seen: ScreenName[] = [];
  const side = hostedSide(stillClock, (screen) => seen.push(screen));
  await settle();
  const perTap: ScreenName[][] = [];
  for (const step of steps) {
    seen.length = 0;
    side.take(step);
    if (step !== 'pays') perTap.push([...seen]);
    await settle();
  }
  expect(perTap).toEqual([
    ['menu'],
    ['presentCredential'],
    ['enterNumber'],
    ['working'],
    ['working'],
    ['working'],
    ['choosePeriod'],
    ['working'],
    ['working'],
    ['attract'],
  ]);
});

test('both sides live the same visit again and again', async () => {
  const [host, bare] = [hostedSide(), bareSide()];
  await settle();
  for (let visit = 0; visit < 2; visit++) {
    expect(await tapTimes(host)).toHaveLength(steps.length - 1);
    expect(await tapTimes(bare)).toHaveLength(steps.length - 1);
  }
});
