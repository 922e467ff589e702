import { type Clock, sleep } from '../../device-drivers/contract/clock.ts';
import type { Network, NetworkReply } from '../../terminal/hospital/network.ts';

/**
 * How a terminal's line to the hospital and the hub is: as it should be; every answer late; nothing arrives and nobody
 * says so; connections refused; there and gone by turns; or everybody there says that they are being serviced.
 */
export const weathers = ['fair', 'slow', 'silent', 'refusing', 'flapping', 'maintenance'] as const;
export type Weather = (typeof weathers)[number];

/** Milliseconds by which answers are late on a slow line: within what a terminal waits. */
const slowness = 6_000;
/**
 * Milliseconds a flapping line is there, and gone, and an answer is on its way meanwhile. It keeps no step with a terminal
 * that asks again after a second, two, and four: that one comes through by the third time.
 */
const flaps = { turn: 3_000, transit: 300 } as const;

const serviced: NetworkReply = {
  status: 503,
  headers: { 'content-type': 'text/plain' },
  body: 'Service Unavailable',
};

/** A network in a weather that may change at any time; a request goes out in that of its beginning. */
export function inWeather(network: Network, clock: Clock, weather: () => Weather): Network {
  return async (request) => {
    switch (weather()) {
      case 'fair':
        return network(request);
      case 'slow':
        return arriving(await network(request), slowness, clock, request.signal);
      case 'silent':
        return never(request.signal);
      case 'refusing':
        throw new Error('connection refused');
      case 'flapping': {
        const gone = () => Math.floor(clock.now() / flaps.turn) % 2 === 1;
        if (gone()) throw new Error('connection refused');
        const reply = await arriving(await network(request), flaps.transit, clock, request.signal);
        if (gone()) throw new Error('the connection broke');
        return reply;
      }
      case 'maintenance':
        return serviced;
    }
  };
}

/** An answer that is on its way for so many milliseconds, and comes to nobody who has given up. */
async function arriving(reply: NetworkReply, after: number, clock: Clock, signal: AbortSignal): Promise<NetworkReply> {
  await sleep(clock, after, signal);
  if (signal.aborted) throw new Error('given up');
  return reply;
}

/** Waits until whoever asked gives up. */
function never(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const end = () => reject(new Error('given up'));
    if (signal.aborted) return end();
    signal.addEventListener('abort', end, { once: true });
  });
}
