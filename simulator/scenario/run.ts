import { sleep } from '../../device-drivers/contract/clock.ts';
import type { ScreenName } from '../../terminal/screen.ts';
import type { Kiosk } from '../rehearsal/kiosk.ts';
import type { Rehearsal } from '../rehearsal/rehearsal.ts';
import { entriesOf } from '../world/invariants/orders.ts';
import type { WorldClock } from '../world/world-clock.ts';
import { lookBack } from './must.ts';
import type { Scenario, Step } from './scenario.ts';
import { hasLaterPage, standsOn, tileMeant, tilesOf } from './tile.ts';

export interface ScenarioOutcome {
  readonly done: number;
  /** What could not be done, or was to be true and is not. None: it passed. */
  readonly failures: readonly string[];
}

/** How often it is looked whether what is waited for has come, in milliseconds of the world. */
const look = 50;

/** A step that could not be done; the message says which and why. */
class StepFailed extends Error {}

/**
 * Runs a scenario in a world made for it, as somebody standing there would: it only waits and does, on the world's clock.
 * `progress` is told how many steps are done.
 */
export async function runScenario(
  scenario: Scenario,
  rehearsal: Rehearsal,
  clock: WorldClock,
  progress: (done: number) => void = () => {},
): Promise<ScenarioOutcome> {
  const screens = new Set<ScreenName>();
  const asked: string[] = [];
  const logged: string[] = [];
  /** Entries waited for already, by terminal and kind. */
  const awaited = new Map<string, number>();
  let done = 0;

  for (const { timeline } of rehearsal.kiosks)
    timeline.subscribe((event) => {
      if (event.kind === 'screen') screens.add(event.screen.name);
      if (event.kind === 'call') asked.push(event.words.split(' ', 1).join());
      if (event.kind === 'log') logged.push(event.event);
    });

  const instant = (at: number) => new Promise<void>((resolve) => clock.at(at, resolve));

  async function until(condition: () => boolean, within: number): Promise<boolean> {
    const limit = clock.now() + within;
    while (!condition()) {
      if (clock.now() >= limit) return false;
      await sleep(clock, look);
    }
    return true;
  }

  const countOf = ({ journal }: Kiosk, kind: string) =>
    entriesOf(journal).filter((entry) => entry.kind === kind).length;
  const standing = ({ machine }: Kiosk) => machine.shown?.screen;

  async function take(step: Step, kiosk: Kiosk): Promise<void> {
    const fail = (why: string) => new StepFailed(`line ${step.line}: ${why}`);
    switch (step.kind) {
      case 'do': {
        const why = rehearsal.run(step.command, kiosk.name);
        if (step.refused === undefined && why !== undefined) throw fail(why);
        if (step.refused !== undefined && !why?.includes(step.refused))
          throw fail(`refused was to be: ${step.refused}`);
        return;
      }
      case 'wait':
        return sleep(clock, step.milliseconds);
      case 'see': {
        const { screens: wanted, words, within } = step;
        const stands = () => {
          const screen = standing(kiosk);
          return wanted.some((name) => name === screen?.name) && words.every((word) => standsOn(screen, word));
        };
        if (await until(stands, within)) return;
        const meant = [wanted.join(' or '), ...words].join(', ');
        throw fail(`${meant} was to stand, ${JSON.stringify(standing(kiosk)) ?? 'nothing'} does`);
      }
      case 'entry': {
        const { entry, within } = step;
        const key = `${kiosk.name} ${entry}`;
        const wanted = (awaited.get(key) ?? 0) + 1;
        awaited.set(key, wanted);
        if (await until(() => countOf(kiosk, entry) >= wanted, within)) return;
        throw fail(`no ${entry} was written down`);
      }
      case 'choose':
        return choose(kiosk, step.tile, fail);
    }
  }

  async function choose(kiosk: Kiosk, meant: string | number, fail: (why: string) => StepFailed): Promise<void> {
    const tap = (it: { readonly kind: string; readonly id?: string }) =>
      rehearsal.run({ do: 'tap', tap: it }, kiosk.name);
    for (;;) {
      const screen = standing(kiosk);
      if (!screen) throw fail('the glass is dark');
      const tiles = tilesOf(screen);
      const tile = tileMeant(tiles, meant);
      if (tile) return void tap({ kind: 'choose', id: tile.id });
      const there = tiles.map(({ texts }) => texts.join(' ')).join(' | ');
      if (!hasLaterPage(screen)) throw fail(`${screen.name} has no tile ${meant}; it has ${there || 'none'}`);
      tap({ kind: 'nextPage' });
      await sleep(clock, look);
    }
  }

  const start = scenario.world.start;
  const failures: string[] = [];
  try {
    for (const step of scenario.steps) {
      const kiosk = step.on === undefined ? rehearsal.kiosks[0] : rehearsal.kiosk(step.on);
      if (!kiosk) throw new StepFailed(`line ${step.line}: there is no terminal ${step.on}`);
      if (step.at !== undefined) await instant(start + step.at);
      await take(step, kiosk);
      progress(++done);
    }
    await sleep(clock, scenario.quiet);
    failures.push(...lookBack(rehearsal, scenario, { screens, asked, logged }));
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    failures.push(error.message);
  }
  return { done, failures };
}
