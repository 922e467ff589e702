/** Whether what the pages point at is there, and whether every page can be found from the first one. */
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { documentedIn } from './documented.ts';
import { anchorOf, headingsOf, prose } from './headings.ts';
import { pages } from './pages.ts';

interface Link {
  readonly page: string;
  readonly line: number;
  readonly target: string;
}

const linksIn = (page: string, text: string): readonly Link[] =>
  prose(text)
    .split('\n')
    .flatMap((line, at) =>
      [...line.replaceAll(/`[^`]*`/g, '').matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => ({
        page,
        line: at + 1,
        target,
      })),
    );

const links = [...pages].flatMap(([page, text]) => linksIn(page, text));
const inside = links.filter(({ target }) => !/^[a-z]+:/.test(target));
const told = ({ page, line, target }: Link) => `${page}:${line} ${target}`;

/** The file a link leads to, and the heading in it. */
function placeOf({ page, target }: Link): { readonly file: string; readonly anchor: string | undefined } {
  const [path = '', anchor] = decodeURI(target).split('#');
  return { file: path === '' ? page : normalize(join(dirname(page), path)), anchor };
}

const anchorsOf = new Map<string, ReadonlySet<string>>();
function anchorsIn(file: string): ReadonlySet<string> {
  const known = anchorsOf.get(file);
  if (known) return known;
  const anchors = new Set(headingsOf(pages.get(file) ?? readFileSync(file, 'utf8')).map(anchorOf));
  anchorsOf.set(file, anchors);
  return anchors;
}

test('there are pages and links between them', () => {
  expect(pages.size).toBeGreaterThan(25);
  expect(inside.length).toBeGreaterThan(150);
});

test('every file and picture that is linked to is there, inside the project', () => {
  const lost = inside.filter((link) => placeOf(link).file.startsWith('..') || !existsSync(placeOf(link).file));
  expect(lost.map(told)).toEqual([]);
});

test('every heading that is linked to is there', () => {
  const lost = inside.filter((link) => {
    const { file, anchor } = placeOf(link);
    return anchor !== undefined && existsSync(file) && statSync(file).isFile() && !anchorsIn(file).has(anchor);
  });
  expect(lost.map(told)).toEqual([]);
});

test('every page can be found from README.md', () => {
  const found = new Set(['README.md']);
  for (const page of found) {
    for (const link of inside.filter((it) => it.page === page)) {
      const { file } = placeOf(link);
      if (pages.has(file)) found.add(file);
    }
  }
  expect([...pages.keys()].filter((page) => !found.has(page))).toEqual([]);
});

test('every picture of the pages is shown on one', () => {
  const shown = new Set(inside.map((link) => placeOf(link).file));
  const pictures = globSync('docs/pictures/*.{png,svg}');
  expect(pictures.filter((file) => !shown.has(file))).toEqual([]);
});

const pairs = [...pages.keys()].flatMap((page) => {
  const english = page.replace('.zh-CN.md', '.md');
  return page !== english && pages.has(english) ? [[english, page] as const] : [];
});

describe.each(pairs)('%s and %s', (english, chinese) => {
  const [here = '', there = ''] = [english, chinese].map((page) => pages.get(page));
  const levels = (text: string) => [...prose(text).matchAll(/^(#{1,6}) /gm)].map(([, marks = '']) => marks.length);

  test('have the same headings, level by level', () => {
    expect(levels(there)).toEqual(levels(here));
  });
});

test('both READMEs show the same commands in the same order', () => {
  const placeholders = { 地址: 'ADDRESS', 驱动: 'DRIVER', 文件: 'FILE' };
  const commands = (page: string) =>
    documentedIn(page, pages.get(page) ?? '').map(({ command }) =>
      Object.entries(placeholders).reduce((text, [zh, en]) => text.replaceAll(zh, en), command),
    );
  expect(commands('README.zh-CN.md')).toEqual(commands('README.md'));
});

/** What only whoever wrote the page could follow. */
const unfollowable = [
  [/(?<![\w.])\/(?:work|root|home)\/\S+/g, 'a path of somebody’s machine'],
  [/\b(?:issue|ticket|pull request|PR) ?#?\d+/gi, 'a tracker'],
  [/(?<=\s)#\d+\b/g, 'a tracker'],
  [/\b(?:TODO|FIXME|TBD)\b/g, 'something unfinished'],
] as const;

test.each(unfollowable)('no page has %s: %s', (form) => {
  const found = [...pages].flatMap(([page, text]) => (text.match(form) ?? []).map((words) => `${page}: ${words}`));
  expect(found).toEqual([]);
});
