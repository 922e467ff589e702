/** The gallery lacks nothing: no screen, no value that makes a screen look or read otherwise, no picture. */
import { expect, test } from 'vitest';
import { scenes } from '../../kiosk-ui/fixtures.ts';
import { en } from '../../kiosk-ui/texts/en.ts';
import { actions } from '../../kiosk-ui/texts/technician.ts';
import type { ErrandTile } from '../../terminal/screen/errands.ts';
import type { Screen, ScreenName, Surround } from '../../terminal/screen.ts';
import { type Drawn, drawAll, type Picture, picturesOf } from './pictures.ts';
import { type Glass, glasses, type Look, languages, looks } from './variants.ts';

type Of<Name extends ScreenName> = Extract<Screen, { name: Name }>;

const shown = scenes.map((scene) => scene.shownIn('zh'));
const screens: readonly Screen[] = shown.map(({ screen }) => screen);
const surrounds: readonly Surround[] = shown.map(({ surround }) => surround);
const all = <Name extends ScreenName>(name: Name) => screens.filter((it): it is Of<Name> => it.name === name);
const tiles: readonly ErrandTile[] = [...all('attract'), ...all('menu')].flatMap(({ errands }) => errands);
const again = [...all('presentCredential'), ...all('enterNumber'), ...all('pay')].map((it) => it.again);
const takes = [...all('farewell'), ...all('trouble')].flatMap(({ take }) => take);
const rowed = screens.flatMap((it) => ('rows' in it ? it.rows : []));
const choices = [...all('chooseOne'), ...all('chooseSome')].flatMap((it) => it.choices);
const devices = all('technician').flatMap((it) => it.devices);

/** What of a closed set the scenes show. The page has words for each of them: by those the set is known here. */
const sets: Readonly<Record<string, readonly [words: object, seen: readonly unknown[]]>> = {
  'errands that are open': [en.errands, tiles.filter(({ open }) => open).map(({ errand }) => errand)],
  'errands that are closed': [en.errands, tiles.filter(({ open }) => !open).map(({ errand }) => errand)],
  'errands under way': [en.errands, surrounds.map(({ progress }) => progress?.errand)],
  'steps now': [en.steps, surrounds.map(({ progress }) => progress?.steps[progress.at])],
  'why an errand is closed': [en.closed, tiles.map((it) => !it.open && it.why)],
  'notes on an open errand': [en.notes, tiles.map((it) => it.open && it.note)],
  'who is asked': [en.present, all('presentCredential').map(({ whose }) => whose)],
  'ways to say who one is': [en.ways, all('presentCredential').flatMap(({ ways }) => ways)],
  'why it is asked again': [en.again, again],
  'cards that are read': [
    { idCard: 0, hospitalCard: 0, socialSecurityCard: 0 } satisfies Record<Of<'readingCard'>['way'], 0>,
    all('readingCard').map(({ way }) => way),
  ],
  'what is typed': [en.enter, all('enterNumber').map(({ what }) => what)],
  'what one is chosen of': [en.chooseOne, all('chooseOne').map(({ what }) => what)],
  'what some are chosen of': [en.chooseSome, all('chooseSome').map(({ what }) => what)],
  'what is summed up': [en.review, all('review').map(({ what }) => what)],
  'answers to a summary': [en.options, all('review').flatMap(({ options }) => options)],
  'lists of prices': [en.prices, all('prices').map(({ list }) => list)],
  'values of a report': [en.marks, all('readReport').flatMap(({ lines }) => lines.map(({ mark }) => mark))],
  'what the machine is busy with': [en.work, all('working').map(({ work }) => work)],
  'what is printed': [en.printing, all('printing').map(({ what }) => what)],
  'how it ended well': [en.done, all('farewell').map(({ done }) => done)],
  'what is to be taken': [en.things, takes],
  'what became of the money': [en.money, all('trouble').map(({ money }) => money.money)],
  'what a technician may do': [actions, devices.flatMap((it) => it.actions)],
};

test.each(Object.entries(sets))('%s: each is in a scene', (_, [words, seen]) => {
  expect(Object.keys(words).filter((value) => !seen.includes(value))).toEqual([]);
});

test('what may be there or not is in a scene both ways', () => {
  const either: Readonly<Record<string, readonly boolean[]>> = {
    'attract with hours': all('attract').map(({ hours }) => hours !== undefined),
    'attract with announcements': all('attract').map(({ announcements }) => announcements.length > 0),
    'attract while the clinic is open': all('attract').flatMap(({ hours }) => (hours ? [hours.open] : [])),
    'presentCredential again': all('presentCredential').map((it) => it.again !== undefined),
    'one way alone': all('presentCredential').map(({ ways }) => ways.length === 1),
    'working, to be left': all('working').map(({ canLeave }) => canLeave === true),
    'paying by the own code': all('pay').map(({ scan }) => scan),
    'paying, the payer busy': all('pay').map(({ payerBusy }) => payerBusy),
    'paying with insurance': all('pay').map(({ split }) => split.insured > 0),
    'an appointment that is free': all('confirmAppointment').map(({ split }) => split.self === 0),
    'a report with a conclusion': all('readReport').map(({ conclusion }) => conclusion !== undefined),
    'a queue number while printing': all('printing').map((it) => it.queueNumber !== undefined),
    'farewell with a queue number': all('farewell').map((it) => it.queueNumber !== undefined),
    'farewell with a booking code': all('farewell').map((it) => it.bookingCode !== undefined),
    'farewell with an invoice': all('farewell').map((it) => it.invoice !== undefined),
    'farewell with somewhere to go': all('farewell').map(({ next }) => next.length > 0),
    'farewell with a printed slip': all('farewell').flatMap(({ slip }) => (slip ? [slip.printed] : [])),
    'trouble with a reference': all('trouble').map(({ reference }) => reference !== undefined),
    'trouble with pages': all('trouble').map(({ pages }) => pages !== undefined),
    'trouble with something to take': all('trouble').map(({ take }) => take.length > 0),
    'a service open': all('technician').map(({ inService }) => inService),
    'a self-test passed': all('technician').flatMap(({ outcome }) => (outcome ? [outcome.ok] : [])),
    'a device with a fault': devices.map(({ fault }) => fault !== undefined),
    'a choice that is open': choices.map(({ open }) => open),
    'a choice with a mark': choices.map(({ mark }) => mark !== undefined),
    'a choice with an amount': choices.map(({ amount }) => amount !== undefined),
    'a choice to be read': choices.map(({ readable }) => readable === true),
    'a summary with items': all('review').map(({ items }) => items !== undefined),
    'a list of several pages': screens.flatMap((it) => ('page' in it ? [it.page.of > 1] : [])),
    'a list by initials': screens.flatMap((it) => ('page' in it ? [it.page.byInitial !== undefined] : [])),
    'a list of one initial': screens.flatMap((it) =>
      'page' in it && it.page.byInitial ? [it.page.byInitial.letter !== undefined] : [],
    ),
    'a row of money': rowed.map(({ value }) => 'fen' in value),
    'a patient who has been silent': surrounds.map(({ warning }) => warning !== undefined),
    'a screen that ends by itself': surrounds.map(({ secondsLeft }) => secondsLeft !== undefined),
  };
  const lacking = Object.entries(either).filter(([, seen]) => !seen.includes(true) || !seen.includes(false));
  expect(lacking.map(([name]) => name)).toEqual([]);
});

test('no two scenes have one title', () => {
  const titles = scenes.map(({ title }) => title);
  expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([]);
});

test('every scene is drawn in every language, look and glass, once', async () => {
  const pictures = picturesOf(scenes, {
    languages,
    looks: Object.keys(looks) as Look[],
    glasses: Object.keys(glasses) as Glass[],
  });
  expect(pictures).toHaveLength(scenes.length * languages.length * 4 * 3);
  expect(new Set(pictures.map(({ file }) => file)).size).toBe(pictures.length);

  const drawing: Picture[] = [];
  let busy = 0;
  const easel = {
    async draw(picture: Picture) {
      busy += 1;
      expect(busy).toBeLessThanOrEqual(2);
      await Promise.resolve();
      drawing.push(picture);
      busy -= 1;
      return picture.scene.title === 'menu' ? ['too small'] : [];
    },
  };
  const told: Drawn[] = [];
  const drawn = await drawAll(pictures, [easel, easel], (it) => told.push(it));
  expect(drawn.map(({ file }) => file)).toEqual(pictures.map(({ file }) => file));
  expect(drawing.map(({ file }) => file).sort()).toEqual(pictures.map(({ file }) => file).sort());
  expect(told).toHaveLength(pictures.length);
  expect(drawn.filter(({ flaws }) => flaws.length > 0)).toHaveLength(languages.length * 4 * 3);
});
