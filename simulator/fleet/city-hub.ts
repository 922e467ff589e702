import type { Clock } from '../../device-drivers/contract/clock.ts';
import type { HubLog } from '../../statistics/ports.ts';
import { openDatabase } from '../../statistics/store/open-database.ts';
import type { Chance } from '../../terminal/ports.ts';
import { createNeighbours, demonstrationUnits } from './neighbours.ts';
import { createWorldHub, type WorldHub } from './world-hub.ts';

/** Where the demonstration's own terminals stand. */
const home = {
  unit: 'nanjing-gulou',
  ward: '门诊大厅',
  place: { zh: '门诊大厅', en: 'Outpatient hall' },
};

/** How often the other terminals speak, in milliseconds of our own time: the world's may run a hundred times as fast. */
const speaking = 20_000;

export interface CityHubParts {
  /** The world's time, and ours. */
  readonly clock: { now(): number };
  readonly real: Clock;
  readonly chance: Chance;
  readonly zone: string;
  /** Terminals of the rest of the city; 0 for none. */
  readonly neighbours: number;
  readonly log: HubLog;
  /** Told in words what is being done that takes a while. */
  readonly say: (words: string) => void;
}

/** A world's hub, and its city's other terminals at work. */
export interface CityHub extends WorldHub {
  /** The path of a link that lets a newcomer in. */
  readonly invitation: Promise<string>;
  /** Resolves when the hub has all that is said to have happened before. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

export function createCityHub(url: string, parts: CityHubParts): CityHub {
  const { clock, real, chance, zone, log, say } = parts;
  const database = openDatabase(url);
  const world = createWorldHub({ clock, chance, zone, database, units: demonstrationUnits, home, log });
  let stop = () => {};
  let closed = false;
  let working: Promise<void> = Promise.resolve();

  const begin = async () => {
    const hub = await world.hub;
    const [opened, intake] = [await database, world.intake];
    if (parts.neighbours === 0) return async () => {};
    const others = await createNeighbours({
      database: opened,
      intake,
      hub,
      terminals: parts.neighbours,
      zone,
      now: clock.now,
    });
    if (others.areNew)
      say(`The hub is new: inventing what ${parts.neighbours} other terminals of the city did in eight weeks …`);
    const begun = real.now();
    const events = await others.catchUp();
    if (others.areNew) say(`… ${events} events in ${((real.now() - begun) / 1000).toFixed(1)} s.`);
    return async () => void (await others.catchUp());
  };

  /** Sweeps only after everybody had the chance to speak: time here may have gone on by days. */
  const keepUp = (catchUp: () => Promise<void>): void => {
    stop = real.after(speaking, () => {
      working = (async () => {
        await catchUp();
        await (await world.hub).sweep();
      })()
        .catch((error: unknown) => log({ event: 'hub.failed', cause: String(error) }))
        .finally(() => {
          if (!closed) keepUp(catchUp);
        });
    });
  };

  return {
    ...world,
    invitation: world.hub.then((hub) => hub.invite()),
    async ready() {
      keepUp(await begin());
    },
    async close() {
      closed = true;
      stop();
      await working;
      await (await database).close();
    },
  };
}
