import type { Hub } from '../../statistics/hub.ts';
import { type CityHub, type CityHubParts, createCityHub } from './city-hub.ts';

/** The hub at the same address through all worlds of a bench. */
export interface StandingHub extends Pick<Hub, 'fetch'> {
  /** The hub of a world that begins. The one of the world before has nobody to listen to any more. */
  next(clock: CityHubParts['clock']): CityHub;
  /** Resolves when the hub of the first world has all that is said to have happened before. */
  ready(): Promise<void>;
  /** The path of a link that lets a newcomer in, to whatever hub there is. */
  link(): Promise<string>;
  close(): Promise<void>;
}

/**
 * The first world's hub keeps its books at `url`, with other terminals of the city in them; every other world begins with
 * empty ones.
 */
export function createStandingHub(url: string, parts: Omit<CityHubParts, 'clock'>): StandingHub {
  let first: CityHub | undefined;
  let current: CityHub | undefined;
  const standing = (): CityHub => {
    if (!current) throw new Error('there is no world yet');
    return current;
  };

  return {
    next(clock) {
      void current?.close();
      current = first
        ? createCityHub('sqlite::memory:', { ...parts, clock, neighbours: 0 })
        : createCityHub(url, { ...parts, clock });
      first ??= current;
      return current;
    },
    ready: () => standing().ready(),
    link: async () => (await first?.invitation) ?? '/',
    async fetch(request, caller) {
      const { hub, invitation } = standing();
      const isLink = first !== undefined && new URL(request.url).pathname === (await first.invitation);
      const asked = isLink ? new Request(new URL(await invitation, request.url), request) : request;
      return (await hub).fetch(asked, caller);
    },
    async close() {
      await current?.close();
    },
  };
}
