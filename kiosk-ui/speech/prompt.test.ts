import { expect, test } from 'vitest';
import { withMode } from '../../terminal/screen/modes.ts';
import type { Language } from '../../terminal/screen/parts.ts';
import type { Shown, Surround } from '../../terminal/screen.ts';
import { staged } from '../app.tsx';
import { surround as plainSurround } from '../fixtures/clinic.ts';
import { scenes } from '../fixtures.ts';
import { promptOf } from './prompt.ts';

const spoken = withMode(plainSurround.modes, 'voice', true);
const nothing = () => undefined;

function promptFor(title: string, language: Language = 'zh', around: Partial<Surround> = {}) {
  const found = scenes.find((it) => it.title === title);
  if (!found) throw new Error(`no scene is called ${title}`);
  const { screen, surround } = found.shownIn(language);
  const shown: Shown = { revision: 1, screen, surround: { ...surround, modes: spoken, ...around } };
  return promptOf(shown, staged(shown, nothing));
}
const said = (...asked: Parameters<typeof promptFor>) => {
  const prompt = promptFor(...asked);
  return prompt && [...prompt.parts, ...prompt.once].join(' | ');
};

test('the sentence comes first, then the hint', () => {
  expect(promptFor('presentCredential-card')?.parts).toEqual(['请把身份证放在读卡区', '读卡区在屏幕下方的右侧']);
  expect(promptFor('readingCard')?.parts).toEqual(['正在读取', '请不要移动卡片']);
});

test('nothing is said without the voice, nor where nobody is or a technician', () => {
  expect(promptFor('menu', 'zh', { modes: plainSurround.modes })).toBeUndefined();
  for (const title of ['starting', 'attract', 'attract-none', 'outOfService', 'technician'])
    expect(promptFor(title), title).toBeUndefined();
});

test('the amount to pay is said, and the seconds only once', () => {
  const prompt = promptFor('pay', 'zh', { secondsLeft: 170 });
  expect(prompt?.parts.join(' ')).toMatch(/应付 [\d.]+元/);
  expect(prompt?.once).toEqual(['还剩 170 秒']);
  expect(promptFor('menu')?.once).toEqual([]);
  expect(said('confirmAppointment')).toMatch(/呼吸内科.*沈若溪.*11月21日 星期六 08:30到09:00.*二层 A 区.*元/);
  expect(said('confirmAppointment', 'en')).toMatch(/Respiratory medicine.*08:30 to 09:00.*yuan/);
});

test('the last screen says what to take, where to go, and the number sign by sign', () => {
  expect(said('farewell')).toMatch(/取.*A 0 3 7/);
  expect(said('farewell', 'en')).toMatch(/Take your.*Your number A 0 3 7/);
});

test('of what ended badly the money and the way on are said, and no number', () => {
  const all = scenes.filter(({ title }) => title.startsWith('trouble')).map(({ title }) => said(title) ?? '');
  expect(all.length).toBeGreaterThan(2);
  expect(all.filter((it) => !/请/.test(it))).toEqual([]);
  expect(all.filter((it) => /[A-Z0-9]{9}/.test(it))).toEqual([]);
});

test('asking whether somebody is there is a prompt of its own', () => {
  expect(promptFor('still-there')?.key).not.toBe(promptFor('menu')?.key);
  expect(said('still-there')).toContain('您还在吗');
});

test('a turned page says which it is', () => {
  const turned = scenes.filter(({ shownIn }) => {
    const { screen } = shownIn('zh');
    return screen.name === 'chooseDepartment' && screen.page.of > 1;
  });
  expect(turned.length).toBeGreaterThan(0);
  for (const { title } of turned) expect(said(title), title).toMatch(/第 \d+ 页，共 \d+ 页/);
});

test('no screen says a sign that a voice stumbles over, in either language', () => {
  for (const { title } of scenes)
    for (const language of ['zh', 'en'] as const) {
      const text = said(title, language) ?? '';
      expect(text, title).not.toMatch(/[¥*–]|undefined|NaN/);
      if (language === 'en') expect(text, title).not.toMatch(/\p{Script=Han}/u);
    }
});
