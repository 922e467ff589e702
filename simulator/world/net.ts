import { type Clock, sleep } from '../../device-drivers/contract/clock.ts';
import type { Network, NetworkReply } from '../../terminal/hospital/network.ts';
import type { Fate } from './fate.ts';

/** Each its own: what waits for one is forgotten with it. */
const never = () => new Promise<never>(() => {});

/** How often each thing goes wrong on the way, of all requests. */
const rates = {
  parted: 0.004,
  requestLost: 0.02,
  replyLost: 0.03,
  duplicated: 0.02,
  slow: 0.03,
  reordered: 0.02,
  proxyPage: 0.015,
  serverError: 0.01,
};

/** How long nothing comes through when the net is parted, in milliseconds. */
const parting = { shortest: 20_000, longest: 300_000 };
/** Who waits to be overtaken waits no longer than this. */
const overtaking = 3000;

const proxyPage: NetworkReply = { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Sign in</html>' };
const serverError: NetworkReply = { status: 502, headers: {}, body: 'bad gateway' };

/**
 * A net on which requests and replies get lost, late, doubled, overtaken, or answered by somebody else, and which is
 * parted for minutes. `calm` switches all of it off. A request that is called off may have arrived all the same.
 */
export function createNet(network: Network, clock: Clock, fate: Fate, calm: () => boolean): Network {
  const strikes = (site: keyof typeof rates) => !calm() && fate.strikes(`net.${site}`, rates[site]);

  let partedUntil = 0;
  let refuses = false;
  let behind: (() => void)[] = [];

  /** Waits until another request has arrived. */
  function overtaken(): Promise<void> {
    return new Promise((resolve) => {
      behind.push(resolve);
      clock.after(overtaking, resolve);
    });
  }

  async function travel(request: Parameters<Network>[0]): Promise<NetworkReply> {
    await sleep(clock, 5 + 40 * fate.draw('net.latency'));
    if (strikes('parted')) {
      partedUntil = clock.now() + parting.shortest + (parting.longest - parting.shortest) * fate.draw('net.partedFor');
      refuses = fate.draw('net.unreachable') < 0.5;
    }
    if (!calm() && clock.now() < partedUntil) return refuses ? Promise.reject(new Error('unreachable')) : never();
    if (strikes('requestLost')) return never();
    if (strikes('proxyPage')) return proxyPage;
    if (strikes('serverError')) return serverError;
    if (strikes('duplicated')) clock.after(20_000 * fate.draw('net.duplicateDelay'), () => void deliver(request));
    if (strikes('slow')) await sleep(clock, 30_000 * fate.draw('net.slowness'));
    if (strikes('reordered')) await overtaken();
    const reply = await deliver(request);
    for (const go of behind) go();
    behind = [];
    if (strikes('replyLost'))
      return fate.draw('net.brokenOrSilent') < 0.5 ? never() : Promise.reject(new Error('reset'));
    return reply;
  }

  /** What arrives is handled whether or not anybody still waits for the answer. */
  const deliver = ({ signal: _, ...request }: Parameters<Network>[0]) =>
    network({ ...request, signal: new AbortController().signal });

  return (request) =>
    new Promise((resolve, reject) => {
      if (request.signal.aborted) return reject(new Error('called off'));
      request.signal.addEventListener('abort', () => reject(new Error('called off')));
      travel(request).then(resolve, reject);
    });
}
