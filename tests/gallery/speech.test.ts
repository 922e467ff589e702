/** The spoken page in a browser whose voices are the test's: what is said when, and that its captions fit. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { staged } from '../../kiosk-ui/app.tsx';
import { scenes } from '../../kiosk-ui/fixtures.ts';
import { promptOf } from '../../kiosk-ui/speech/prompt.ts';
import type { Language } from '../../terminal/screen/parts.ts';
import type { Shown, Surround } from '../../terminal/screen.ts';
import { touch } from './finger.ts';
import { recorded, sceneOf } from './recorded.ts';
import { openStand, type Stand } from './stand.ts';
import { glasses, languages, looks, shownIn } from './variants.ts';

interface Fake {
  /** What was said, and where it was cut off, since it was last asked. */
  readonly log: string[];
  ends(): void;
}

/** Runs in the page, before it: a machine that speaks Chinese and English, and is as quick as the test wants. */
function fakeSpeech(): void {
  let current: SpeechSynthesisUtterance | undefined;
  const log: string[] = [];
  const synthesis = {
    getVoices: () => ['zh-CN', 'en-GB'].map((lang) => ({ lang, localService: true })),
    speak(it: SpeechSynthesisUtterance) {
      current = it;
      log.push(it.text);
      it.onstart?.(new Event('start') as SpeechSynthesisEvent);
    },
    cancel() {
      if (current) log.push('cut');
      current = undefined;
    },
    addEventListener: () => undefined,
  };
  const ends = () => {
    const it = current;
    current = undefined;
    it?.onend?.(new Event('end') as SpeechSynthesisEvent);
  };
  class Utterance {
    readonly text: string;
    constructor(text: string) {
      this.text = text;
    }
  }
  Object.defineProperty(window, 'speechSynthesis', { value: synthesis });
  Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Utterance });
  Object.assign(window, { fake: { log, ends } satisfies Fake });
}

let stand: Stand;
let page: Stand['page'];
beforeAll(async () => {
  stand = await openStand(fakeSpeech);
  page = stand.page;
}, 60_000);
afterAll(() => stand?.close());

const fake = {
  log: () => page.evaluate(() => (window as unknown as { fake: Fake }).fake.log.splice(0)),
  ends: () => page.evaluate(() => (window as unknown as { fake: Fake }).fake.ends()),
};
const caption = () => page.locator('.caption').allTextContents();

const modes = { elder: false, contrast: false, lowered: false, voice: true };
function spoken(title: string, around: Partial<Surround> = {}, language?: Language): Omit<Shown, 'revision'> {
  const shown = recorded(title, language);
  return { ...shown, surround: { ...shown.surround, modes, ...around } };
}
const muted = { modes: { ...modes, voice: false } };

beforeEach(async () => {
  await stand.show(recorded('attract'));
  await fake.log();
});

test('a screen is said part by part with its captions, another one cuts it off', async () => {
  await stand.show(spoken('presentCredential-card'));
  expect(await caption()).toEqual(['请把身份证放在读卡区']);
  await fake.ends();
  expect(await caption()).toEqual(['读卡区在屏幕下方的右侧']);
  await stand.show(spoken('readingCard'));
  expect(await fake.log()).toEqual(['请把身份证放在读卡区', '读卡区在屏幕下方的右侧', 'cut', '正在读取']);
  await fake.ends();
  await fake.ends();
  expect(await caption()).toEqual([]);
});

test('ticking seconds are not said, but for those a screen begins with', async () => {
  for (const secondsLeft of [170, 169, 168]) await stand.show(spoken('pay', { secondsLeft }));
  for (let times = 0; times < 9; times++) await fake.ends();
  const said = await fake.log();
  expect(said.filter((it) => /秒/.test(it))).toEqual(['还剩 170 秒']);
  expect(said.join(' ')).toMatch(/应付 [\d.]+元/);
  await stand.show(spoken('pay', { secondsLeft: 60 }));
  expect(await fake.log()).toEqual([]);
});

test('the button that keys lead to is named, what a finger presses is not', async () => {
  await stand.show(spoken('menu'));
  await page.keyboard.press('ArrowDown');
  expect((await fake.log()).slice(0, 3)).toEqual(['请选择要办理的业务', 'cut', expect.stringMatching(/^挂号/)]);
  await page.keyboard.press('Tab');
  expect((await fake.log())[1]).toMatch(/^取号/);
  await touch(page, '.end');
  await stand.tapped();
  expect((await fake.log()).filter((it) => it !== 'cut')).toEqual([]);
});

test('its button silences it in the middle of a sentence', async () => {
  await stand.show(spoken('menu'));
  expect(await page.locator('.comfort-voice').innerText()).toBe('静音');
  await touch(page, '.comfort-voice');
  expect((await stand.tapped()).tap).toEqual({ kind: 'mode', mode: 'voice', on: false });
  await stand.show(spoken('menu', muted));
  expect((await fake.log()).at(-1)).toBe('cut');
  expect(await caption()).toEqual([]);
  expect(await page.locator('.comfort-voice').innerText()).toBe('语音');
});

test('nothing is said to nobody, after a visit or while the line is lost', async () => {
  await stand.show(spoken('menu'));
  const { back } = stand.drop();
  await page.waitForSelector('.cover-calm');
  expect(await fake.log()).toEqual(['请选择要办理的业务', 'cut']);
  expect(await caption()).toEqual([]);
  await back;
  await stand.show(spoken('menu'));
  expect(await fake.log()).toEqual(['请选择要办理的业务']);
  await stand.show(spoken('attract'));
  expect(await fake.log()).toEqual(['cut']);
  await page.keyboard.press('ArrowDown');
  expect([await fake.log(), await caption()]).toEqual([[], []]);
});

test('the language of the middle of a visit is the language of the voice', async () => {
  await stand.show(spoken('menu'));
  await stand.show(spoken('menu', {}, 'en'));
  expect(await fake.log()).toEqual(['请选择要办理的业务', 'cut', 'What would you like to do?']);
});

const sizes = Object.keys(glasses) as (keyof typeof glasses)[];
test.each(sizes)('on a %s glass every caption fits its place, and moves nothing', async (glass) => {
  await stand.resize(glass);
  const wrong: string[] = [];
  for (const language of languages)
    for (const look of ['elder', 'standard'] as const) {
      const said = new Set<string>();
      for (const scene of scenes) {
        const { screen, surround } = shownIn(scene, language, look);
        const shown = { revision: 0, screen, surround: { ...surround, modes: { ...looks[look], voice: true } } };
        const prompt = promptOf(
          shown,
          staged(shown, () => undefined),
        );
        for (const text of [...(prompt?.parts ?? []), ...(prompt?.once ?? [])]) said.add(text);
      }
      expect(said.size).toBeGreaterThan(100);
      const menu = shownIn(sceneOf('menu'), language, look);
      await stand.show({ ...menu, surround: { ...menu.surround, modes: { ...looks[look], voice: true } } });
      wrong.push(...(await page.evaluate(overflowing, [...said])).map((it) => `${language} ${look}: ${it}`));
      await stand.show(recorded('attract'));
    }
  await stand.resize('portrait');
  expect(wrong).toEqual([]);
});

/** Which of these texts the caption has no room for, or which shift what stands around it. Runs in the page. */
function overflowing(texts: string[]): string[] {
  const caption = document.querySelector('.caption') as HTMLElement;
  const words = caption.firstElementChild as HTMLElement;
  const wrong: string[] = [];
  const before = document.querySelector('h1')?.getBoundingClientRect().top;
  for (const text of texts) {
    words.textContent = text;
    const place = caption.getBoundingClientRect();
    const box = words.getBoundingClientRect();
    if (box.top < place.top - 1 || box.bottom > place.bottom + 1 || box.right > place.right + 1) wrong.push(text);
  }
  const clock = document.querySelector('.clock')?.getBoundingClientRect();
  if (clock && clock.left < caption.getBoundingClientRect().right) wrong.push('the clock is covered');
  if (document.querySelector('h1')?.getBoundingClientRect().top !== before) wrong.push('the heading has moved');
  return wrong;
}
