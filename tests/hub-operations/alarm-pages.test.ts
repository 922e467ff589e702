/** Every alarm has its pages, in both languages, and what they say of it is so. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readScenarioFile } from '../../simulator/scenario/library.ts';
import { en } from '../../statistics/dashboard/words/en.ts';
import { zh } from '../../statistics/dashboard/words/zh.ts';
import { isForPeopleToClose } from '../../statistics/intake/alarms.ts';
import type { AlarmKind } from '../../statistics/store/tables.ts';
import { alarmsOf } from './rehearsed-alarms.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'docs/alarms');
const kinds = Object.keys(en.alarms.kinds) as AlarmKind[];

const languages = [
  {
    ending: '.md',
    words: en,
    sections: [
      'What it means',
      'What patients see meanwhile',
      'What to do first',
      'When it closes',
      'How to rehearse it',
    ],
    byHand: 'administrator',
  },
  {
    ending: '.zh-CN.md',
    words: zh,
    sections: ['什么意思', '患者此时看到什么', '先做什么', '什么时候解除', '怎样演练'],
    byHand: '管理员',
  },
] as const;

/** The text under each heading. */
const sectionsOf = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text
      .split(/^## /m)
      .slice(1)
      .map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n')).trim()]),
  );

test('there is a page of each alarm in each language, and no other', () => {
  const expected = kinds.flatMap((kind) => languages.map(({ ending }) => `${kind}${ending}`));
  expect(readdirSync(folder).sort()).toEqual([...expected, 'README.md'].sort());
  const index = readFileSync(join(folder, 'README.md'), 'utf8');
  for (const page of expected) expect(index).toContain(`(${page})`);
});

for (const { ending, words, sections, byHand } of languages) {
  test.each(kinds)(`%s${ending} bears the name the hub's page gives it, and says everything`, (kind) => {
    const text = readFileSync(join(folder, `${kind}${ending}`), 'utf8');
    expect(text.split('\n')[0]).toContain(words.alarms.kinds[kind]);
    const said = sectionsOf(text);
    expect([...said.keys()]).toEqual(sections);
    for (const section of said.values()) expect(section.length).toBeGreaterThan(10);
    const [, , , closes] = sections;
    expect(said.get(closes)?.includes(byHand)).toBe(isForPeopleToClose(kind));
  });
}

const named = kinds.flatMap((kind) =>
  [...readFileSync(join(folder, `${kind}.md`), 'utf8').matchAll(/simulator\/scenarios\/\S+\.yaml/g)].map(
    ([file]) => [kind, file] as const,
  ),
);

test('most alarms can be rehearsed by a scenario', () => {
  expect(named.map(([kind]) => kind)).toEqual(kinds.filter((kind) => !['restored', 'fork', 'refused'].includes(kind)));
});

test.each(named)('what is said to rehearse %s opens it: %s', async (kind, file) => {
  expect(await alarmsOf(await readScenarioFile(join(root, file)))).toContain(kind);
});

test('what stands in for a rehearsal is there', () => {
  for (const file of ['terminal/usage/at-the-hub.test.ts', 'terminal/usage/outbox.test.ts']) {
    expect(existsSync(join(root, file))).toBe(true);
  }
});
