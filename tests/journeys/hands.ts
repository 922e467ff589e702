/** What hands do in a journey: a patient's at the kiosk, a technician's at the bench. */
import type { Locator } from 'playwright-core';
import { catalogues } from '../../kiosk-ui/texts/language.ts';
import type { InventedPerson } from '../../seeds/people.ts';
import type { ErrandName } from '../../terminal/screen/errands.ts';
import type { Language } from '../../terminal/screen/parts.ts';
import type { ScreenName } from '../../terminal/screen.ts';
import { type House, picture } from './house.ts';

/** How somebody uses the kiosk. */
export interface Way {
  readonly language: Language;
  /** What their pictures are called. */
  readonly album: string;
  /** Presses what can be pressed; with a finger on it unless told. */
  readonly press?: (what: Locator) => Promise<void>;
  /** What is looked at on every screen they come to. */
  readonly arrived?: (name: ScreenName) => Promise<void>;
}

export type Hands = ReturnType<typeof handsOf>;

/** A patient's hands at the kiosk, in a language, and a technician's at the bench. */
export const handsIn = (house: House, language: Language, album: string): Hands => handsOf(house, { language, album });

/** The same hands, using the kiosk in a way of their own. */
export function handsOf({ kiosk, bench }: House, { language, album, press = (it) => it.click(), arrived }: Way) {
  const words = catalogues[language];
  let shots = 0;
  const shoot = (name: string) => picture(kiosk, `${album}-${language}-${String(++shots).padStart(2, '0')}-${name}`);
  const mainAction = kiosk.locator('button.main-action');
  const tiles = kiosk.locator('button.tile:enabled');

  async function screen(name: ScreenName): Promise<void> {
    await kiosk.locator(`.page[data-screen=${name}]`).waitFor();
    await shoot(name);
    await arrived?.(name);
  }
  const hand = (name: string | RegExp) => bench.getByRole('button', { name }).first().click();

  /** Presses, and waits for the terminal's answer: what is pressed sooner falls on a screen that has gone, and is dropped. */
  async function answered(what: Locator): Promise<void> {
    const revision = await kiosk.locator('.page').getAttribute('data-revision');
    await press(what);
    await kiosk.locator(`.page:not([data-revision="${revision}"])`).waitFor();
  }

  /** Begins at the welcome, in the page's language. */
  async function welcome(): Promise<void> {
    await screen('attract');
    await press(kiosk.locator(language === 'en' ? 'button.language' : 'button.begin'));
    await screen('menu');
  }
  const errand = (name: ErrandName) =>
    press(kiosk.locator('.errand-tile').filter({ has: kiosk.getByText(words.errands[name].name, { exact: true }) }));

  return {
    language,
    words,
    screen,
    welcome,
    errand,
    /** Touches the welcome screen in the page's language and chooses an errand. */
    async begin(name: ErrandName) {
      await welcome();
      await errand(name);
    },
    /** The main button of the screen, always at the same place. */
    main: () => answered(mainAction),
    /** A tile of a list that can be tapped, by its place among those, or by a text on it. */
    tile: (which: number | string) =>
      answered(typeof which === 'number' ? tiles.nth(which) : tiles.filter({ hasText: which }).first()),
    /** The same, on whichever page of the list on the screen it is. */
    async find(text: string) {
      const wanted = tiles.filter({ hasText: text }).first();
      while ((await wanted.count()) === 0) await answered(kiosk.locator('.page-after'));
      await press(wanted);
    },
    press: (name: string | RegExp) => press(kiosk.getByRole('button', { name }).first()),
    /** Anything else, by where it is on the page. */
    pressOn: (selector: string) => press(kiosk.locator(selector).first()),
    async type(digits: string) {
      for (const digit of digits) await press(kiosk.locator(`.key-${digit}`));
      await press(mainAction);
    },
    hand,
    /** One of a person's things on the bench: an ID card, a chip card, a phone's code. */
    show: (person: InventedPerson, thing: RegExp) =>
      bench.getByRole('group', { name: person.card.name }).getByRole('button', { name: thing }).click(),
    async finish(done: string) {
      await screen('farewell');
      await kiosk.getByText(done).first().waitFor();
      await press(mainAction);
      await kiosk.locator('.page[data-screen=attract]').waitFor();
    },
  };
}
