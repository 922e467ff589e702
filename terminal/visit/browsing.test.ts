import { beforeEach, describe, expect, test } from 'vitest';
import { errandNames } from '../screen/errands.ts';
import { plain, withMode } from '../screen/modes.ts';
import type { Choice, DepartmentChoice, DoctorChoice, LocalText } from '../screen/parts.ts';
import type { Screen, Tap } from '../screen.ts';
import { type Browsing, createBrowsing, type Seen } from './browsing.ts';
import type { WholeScreen } from './pages.ts';

const name = (zh: string, en = zh): LocalText => ({ zh, en });
const department = (zh: string, en: string): DepartmentChoice => ({
  id: en,
  name: name(zh, en),
  place: name('二楼'),
  left: 3,
});
const named: readonly (readonly [string, string])[] = [
  ['儿科', 'Paediatrics'],
  ['骨科', 'Orthopaedics'],
  ['呼吸内科', 'Respiratory medicine'],
  ['皮肤科', 'Dermatology'],
  ['心内科', 'Cardiology'],
  ['消化内科', 'Gastroenterology'],
  ['眼科', 'Ophthalmology'],
  ['中医科', 'Chinese medicine'],
  ['肿瘤科', 'Oncology'],
  ['重症医学科', 'Intensive care'],
];
const departments = (of = named): WholeScreen => ({
  name: 'chooseDepartment',
  patient: '张*三',
  day: '2026-11-23',
  departments: of.map(([zh, en]) => department(zh, en)),
});
const doctor = (zh: string): DoctorChoice => ({
  id: zh,
  name: name(zh),
  title: name('医师'),
  speciality: name(''),
  left: 1,
  price: 1000,
});
const doctors = (...names: string[]): WholeScreen => ({
  name: 'chooseDoctor',
  department: name('内科'),
  doctors: names.map(doctor),
});
const choice = (id: string, title: Choice['title']): Choice => ({ id, title, details: [], open: true });
const bills = (chosen: readonly string[]): WholeScreen => ({
  name: 'chooseSome',
  what: 'bills',
  patient: '张*三',
  choices: ['b1', 'b2', 'b3', 'b4', 'b5', 'b6'].map((id) => choice(id, { text: name('检查') })),
  chosen,
  sum: 100 * chosen.length,
});
const report = (lines: number, day = '2026-11-20'): WholeScreen => ({
  name: 'readReport',
  title: name('血常规'),
  hospital: name('医院'),
  day,
  lines: Array.from({ length: lines }, (_, n) => ({
    name: name(`项${n}`),
    value: String(n),
    unit: '',
    range: '',
    mark: 'normal',
  })),
  conclusion: name('正常'),
});

const elder = withMode(plain, 'elder', true);
let browsing: Browsing;
let seen: Seen;
let whole: WholeScreen;

beforeEach(() => {
  browsing = createBrowsing();
  seen = { modes: plain, language: 'zh' };
  whole = departments();
});

const shown = (): Screen => browsing.show(whole, seen);
function tap(tapped: Tap) {
  shown();
  return browsing.take(tapped);
}
const next = () => tap({ kind: 'nextPage' });
const previous = () => tap({ kind: 'previousPage' });
const pick = (id: string) => tap({ kind: 'choose', id });
const back = () => tap({ kind: 'back' });
const initials = () => tap({ kind: 'initials' });
function idsOf(screen: Screen): readonly string[] | undefined {
  if (screen.name === 'chooseDepartment') return screen.departments.map(({ id }) => id);
  return screen.name === 'chooseSome' ? screen.choices.map(({ id }) => id) : undefined;
}

describe('pages', () => {
  test('turn within the list and no further', () => {
    expect(previous()).toBe('notOffered');
    expect(shown()).toMatchObject({ page: { at: 1, of: 2 } });
    expect(next()).toBe('taken');
    expect(next()).toBe('notOffered');
    expect(shown()).toMatchObject({ departments: [{ id: 'Oncology' }, { id: 'Intensive care' }], page: { at: 2 } });
    expect(previous()).toBe('taken');
    expect(shown()).toMatchObject({ page: { at: 1, of: 2 } });
  });

  test('a list of one page, and a screen without a list, leave every tap to the errand', () => {
    whole = departments(named.slice(0, 8));
    expect(shown()).toMatchObject({ page: { at: 1, of: 1 } });
    for (const kind of ['nextPage', 'previousPage', 'initials', 'back'] as const)
      expect(tap({ kind })).toBe('passedOn');
    whole = { name: 'confirming', amount: 1 };
    expect(shown()).toEqual(whole);
    expect(next()).toBe('passedOn');
  });

  test('the menu is a list too', () => {
    whole = { name: 'menu', errands: errandNames.map((errand) => ({ errand, open: true })) };
    expect(shown()).toMatchObject({ page: { at: 1, of: 1 } });
    seen = { ...seen, modes: elder };
    expect(shown()).toMatchObject({ errands: errandNames.slice(0, 4).map((errand) => ({ errand })), page: { of: 2 } });
    expect(next()).toBe('taken');
    expect(shown()).toMatchObject({ errands: errandNames.slice(4).map((errand) => ({ errand })), page: { at: 2 } });
    expect(tap({ kind: 'errand', errand: 'refund' })).toBe('passedOn');
  });

  test('what is chosen, and its sum, are those of all pages', () => {
    whole = bills(['b1', 'b6']);
    next();
    expect(shown()).toMatchObject({ choices: [{ id: 'b6' }], chosen: ['b1', 'b6'], sum: 200, page: { at: 2, of: 2 } });
    whole = bills(['b1']);
    expect(shown()).toMatchObject({ chosen: ['b1'], sum: 100, page: { at: 2, of: 2 } });
  });

  test('the conclusion of a report stands under its last line', () => {
    whole = report(9);
    expect(shown()).not.toHaveProperty('conclusion');
    next();
    expect(shown()).toMatchObject({ lines: [{ value: '8' }], conclusion: name('正常'), page: { at: 2, of: 2 } });
  });

  test('in larger letters it has a page of its own', () => {
    whole = report(4);
    seen = { ...seen, modes: elder };
    expect(shown()).toMatchObject({ lines: { length: 4 }, page: { at: 1, of: 2 } });
    expect(shown()).not.toHaveProperty('conclusion');
    expect(next()).toBe('taken');
    expect(shown()).toMatchObject({ lines: [], conclusion: name('正常'), page: { at: 2, of: 2 } });
    expect(next()).toBe('notOffered');
  });

  test('a conclusion that stands alone needs no second page', () => {
    whole = report(0);
    seen = { ...seen, modes: elder };
    expect(shown()).toMatchObject({ lines: [], conclusion: name('正常'), page: { at: 1, of: 1 } });
  });

  test('a mode tapped in the middle of a list shows it from the same item on, and back again', () => {
    next();
    const before = shown();
    seen = { ...seen, modes: elder };
    expect(idsOf(shown())).toEqual(['Oncology', 'Intensive care']);
    expect(shown()).toMatchObject({ page: { at: 3, of: 3 } });
    previous();
    expect(idsOf(shown())).toEqual(named.slice(4, 8).map(([, en]) => en));
    next();
    seen = { ...seen, modes: plain };
    expect(shown()).toEqual(before);
  });

  test('who comes back to a list finds the page they left; another list begins at its first', () => {
    next();
    whole = doctors('甲', '乙', '丙', '丁', '戊', '己');
    expect(shown()).toMatchObject({ page: { at: 1, of: 2 } });
    next();
    whole = departments();
    expect(shown()).toMatchObject({ page: { at: 2 } });
    whole = doctors('子', '丑', '寅', '卯', '辰', '巳');
    expect(shown()).toMatchObject({ page: { at: 1, of: 2 } });
    whole = doctors('甲', '乙', '丙', '丁', '戊', '己');
    expect(shown()).toMatchObject({ page: { at: 2 } });
    whole = report(20);
    next();
    whole = report(20, '2026-11-21');
    expect(shown()).toMatchObject({ page: { at: 1 } });
  });

  test('numbers left that change while one looks turn no page', () => {
    next();
    if (whole.name !== 'chooseDepartment') throw new Error('another list');
    whole = { ...whole, departments: whole.departments.map((it) => ({ ...it, left: 0 })) };
    expect(shown()).toMatchObject({ page: { at: 2 } });
  });

  test('the next patient finds none of it', () => {
    next();
    initials();
    browsing.show({ name: 'attract', errands: [], announcements: [] }, seen);
    expect(shown()).toMatchObject({ name: 'chooseDepartment', page: { at: 1 } });
  });
});

describe('initials', () => {
  test('lead to the letters there are, and a letter to what begins so', () => {
    expect(shown()).toMatchObject({ page: { byInitial: {} } });
    next();
    expect(initials()).toBe('taken');
    expect(shown()).toEqual({ name: 'chooseInitial', letters: ['E', 'G', 'H', 'P', 'X', 'Y', 'Z'] });
    expect(pick('Z')).toBe('taken');
    expect(idsOf(shown())).toEqual(['Chinese medicine', 'Oncology', 'Intensive care']);
    expect(shown()).toMatchObject({ page: { at: 1, of: 1, byInitial: { letter: 'Z' } } });
    expect(pick('Oncology')).toBe('passedOn');
  });

  test('back is the list as it was: from the letters, and from what one of them left', () => {
    next();
    const before = shown();
    initials();
    expect(back()).toBe('taken');
    expect(shown()).toEqual(before);
    initials();
    pick('Z');
    expect(back()).toBe('taken');
    expect(shown()).toEqual(before);
    expect(back()).toBe('passedOn');
  });

  test('what lies beneath the letters takes no tap, and the visit still does', () => {
    initials();
    const taps: readonly Tap[] = [
      { kind: 'choose', id: 'Oncology' },
      { kind: 'choose', id: 'A' },
      ...(['confirm', 'nextPage', 'previousPage', 'initials'] as const).map((kind) => ({ kind })),
    ];
    for (const it of taps) expect(tap(it)).toBe('notOffered');
    expect(shown().name).toBe('chooseInitial');
    for (const kind of ['cancel', 'moreTime'] as const) expect(tap({ kind })).toBe('passedOn');
    expect(tap({ kind: 'mode', mode: 'voice', on: true })).toBe('passedOn');
    expect(tap({ kind: 'language', language: 'en' })).toBe('passedOn');
  });

  test('what a letter leaves has pages too, and is found again after another screen', () => {
    seen = { ...seen, modes: elder };
    whole = departments([...named, ['针灸科', 'Acupuncture'], ['整形科', 'Plastic surgery']]);
    initials();
    pick('Z');
    expect(shown()).toMatchObject({ page: { at: 1, of: 2, byInitial: { letter: 'Z' } } });
    next();
    const here = shown();
    expect(idsOf(here)).toEqual(['Plastic surgery']);
    const list = whole;
    whole = doctors('甲');
    shown();
    whole = list;
    expect(shown()).toEqual(here);
  });

  test('another letter can be looked for at once', () => {
    initials();
    pick('Z');
    expect(initials()).toBe('taken');
    pick('E');
    expect(idsOf(shown())).toEqual(['Paediatrics']);
  });

  test('are of the language of the visit; in another one the list is whole again', () => {
    initials();
    pick('E');
    seen = { ...seen, language: 'en' };
    expect(shown()).toMatchObject({ page: { at: 1, of: 2, byInitial: {} } });
    initials();
    expect(shown()).toEqual({ name: 'chooseInitial', letters: ['C', 'D', 'G', 'I', 'O', 'P', 'R'] });
    pick('O');
    expect(idsOf(shown())).toEqual(['Orthopaedics', 'Ophthalmology', 'Oncology']);
  });

  test('of people are those of their surnames', () => {
    whole = doctors('单雨', '曾静', '仇一', '李二', '王三', '李四');
    initials();
    expect(shown()).toEqual({ name: 'chooseInitial', letters: ['L', 'Q', 'S', 'W', 'Z'] });
  });

  test.each<[string, WholeScreen]>([
    ['a list of one page', departments(named.slice(0, 8))],
    ['names that all begin alike', bills([])],
    [
      'what has no names',
      {
        name: 'chooseOne',
        what: 'day',
        choices: Array.from({ length: 14 }, (_, n) => choice(`d${n}`, { day: `2026-12-${10 + n}` })),
      },
    ],
    ['a menu', { name: 'menu', errands: errandNames.map((errand) => ({ errand, open: true })) }],
  ])('are not offered for %s', (_, list) => {
    whole = list;
    expect(shown()).not.toMatchObject({ page: { byInitial: {} } });
    expect(initials()).not.toBe('taken');
    expect(shown().name).toBe(list.name);
  });

  test('find titles of texts', () => {
    whole = {
      name: 'chooseOne',
      what: 'booking',
      choices: named.map(([zh, en]) => choice(en, { text: name(zh, en) })),
    };
    initials();
    pick('P');
    expect(shown()).toMatchObject({ name: 'chooseOne', choices: [{ id: 'Dermatology' }], page: { at: 1, of: 1 } });
  });
});
