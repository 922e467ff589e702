import { beforeEach, describe, expect, test } from 'vitest';
import type { NetworkReply } from '../../terminal/hospital/network.ts';
import { createVirtualClock, type VirtualClock } from '../world/virtual-clock.ts';
import { inWeather, type Weather } from './weather.ts';

const answer: NetworkReply = { status: 200, headers: {}, body: 'yes' };

let clock: VirtualClock;
let weather: Weather;
/** When requests arrived at the other side, which answers at once. */
let arrived: number[];
beforeEach(() => {
  clock = createVirtualClock(0);
  arrived = [];
});

/** Asks, and gives what came of it and when, in milliseconds from now, as soon as something has. */
function ask(stop = new AbortController()) {
  const line = inWeather(
    async () => {
      arrived.push(clock.now());
      return answer;
    },
    clock,
    () => weather,
  );
  const from = clock.now();
  let came: { readonly of: string | number; readonly after: number } | undefined;
  const note = (of: string | number) => {
    came = { of, after: clock.now() - from };
  };
  line({ method: 'GET', url: 'https://hospital.invalid/', headers: {}, signal: stop.signal }).then(
    ({ status }) => note(status),
    (error: Error) => note(error.message),
  );
  return async (wait: number) => {
    await clock.advance(wait);
    return came;
  };
}

test('fair: answered at once', async () => {
  weather = 'fair';
  expect(await ask()(0)).toEqual({ of: 200, after: 0 });
});

describe('slow', () => {
  beforeEach(() => {
    weather = 'slow';
  });

  test('every answer is late, and none lost', async () => {
    const come = ask();
    expect(await come(5_999)).toBeUndefined();
    expect(arrived).toEqual([0]);
    expect(await come(1)).toEqual({ of: 200, after: 6_000 });
  });

  test('whoever gives up gets none', async () => {
    const stop = new AbortController();
    const come = ask(stop);
    await come(4_000);
    stop.abort();
    expect(await come(0)).toEqual({ of: 'given up', after: 4_000 });
    expect(await come(10_000)).toEqual({ of: 'given up', after: 4_000 });
  });
});

test('silent: nothing arrives, and nobody says so until whoever asked gives up', async () => {
  weather = 'silent';
  const stop = new AbortController();
  const come = ask(stop);
  expect(await come(3_600_000)).toBeUndefined();
  expect(arrived).toEqual([]);
  stop.abort();
  expect(await come(0)).toMatchObject({ of: 'given up' });
  // One that has given up before it is asked for, too.
  expect(await ask(stop)(0)).toMatchObject({ of: 'given up' });
});

test('refusing: said at once, and nothing arrives', async () => {
  weather = 'refusing';
  expect(await ask()(0)).toEqual({ of: 'connection refused', after: 0 });
  expect(arrived).toEqual([]);
});

test('maintenance: somebody there says so, and nothing arrives', async () => {
  weather = 'maintenance';
  expect(await ask()(0)).toEqual({ of: 503, after: 0 });
  expect(arrived).toEqual([]);
});

test('a request keeps the weather it went out in', async () => {
  weather = 'slow';
  const come = ask();
  await clock.advance(1_000);
  weather = 'refusing';
  expect(await come(5_000)).toEqual({ of: 200, after: 6_000 });
});

describe('flapping', () => {
  beforeEach(() => {
    weather = 'flapping';
  });

  test.each<[string, number, object, boolean]>([
    ['begun while it is there', 0, { of: 200, after: 300 }, true],
    ['answered in the last moment', 2_699, { of: 200, after: 300 }, true],
    [
      'whose answer comes back into the gap: it was done, and is not known',
      2_700,
      { of: 'the connection broke', after: 300 },
      true,
    ],
    ['that goes out as the last of it', 2_999, { of: 'the connection broke', after: 300 }, true],
    ['begun in the gap', 3_000, { of: 'connection refused', after: 0 }, false],
    ['begun as the gap ends', 5_999, { of: 'connection refused', after: 0 }, false],
    ['begun when it is there again', 6_000, { of: 200, after: 300 }, true],
  ])('a request %s', async (_, at, outcome, done) => {
    await clock.advance(at);
    expect(await ask()(300)).toEqual(outcome);
    expect(arrived).toEqual(done ? [at] : []);
  });

  test('whoever gives up while the answer is on its way gets none', async () => {
    const stop = new AbortController();
    const come = ask(stop);
    await come(100);
    stop.abort();
    expect(await come(300)).toEqual({ of: 'given up', after: 100 });
  });

  test.each(Array.from({ length: 24 }, (_, quarter) => quarter * 250))(
    'who asks again as a terminal does, from %i ms on, comes through by the third time',
    async (from) => {
      await clock.advance(from);
      let of: string | number | undefined;
      for (const pause of [0, 1_000, 2_000]) {
        await clock.advance(pause);
        const come = ask();
        of = ((await come(0)) ?? (await come(300)))?.of;
        if (of === 200) break;
      }
      expect(of).toBe(200);
    },
  );
});
