/** Every command of the documentation is run, or its row in `commands.ts` says where it is. */
import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needing } from '../required.ts';
import { everyNth, sample, whole } from '../whole.ts';
import { rows } from './commands.ts';
import { type Documented, documentedIn } from './documented.ts';
import { type Ended, type Ground, openGround, run, serve } from './ground.ts';
import { pages } from './pages.ts';
import type { How, Need, Runs, Serves, TriedBy } from './row.ts';

const documented = [...pages].flatMap(([page, text]) => documentedIn(page, text));
const byCommand = Map.groupBy(documented, ({ command }) => command);
const scripts: Record<string, string> = JSON.parse(readFileSync('package.json', 'utf8')).scripts;

const fits = (form: string | RegExp, command: string): boolean =>
  typeof form === 'string' ? form === command : new RegExp(`^(?:${form.source})$`, form.flags).test(command);
const rowOf = (command: string) => rows.find(({ form }) => fits(form, command));
const places = (them: readonly Documented[] = []) => them.map(({ page, line }) => `${page}:${line}`).join(', ');

test('every command has a row', () => {
  const without = [...byCommand].filter(([command]) => !rowOf(command));
  expect(without.map(([command, them]) => `${command} (${places(them)})`)).toEqual([]);
});

test('every row has a command', () => {
  const used = new Set([...byCommand.keys()].map(rowOf));
  expect(rows.filter((row) => !used.has(row)).map(({ form }) => String(form))).toEqual([]);
});

test('every script of the project is documented', () => {
  const named = [...byCommand.keys()].join('\n');
  const silent = Object.keys(scripts).filter((name) => !new RegExp(`npm (run (--silent )?)?${name}\\b`).test(named));
  expect(silent).toEqual([]);
});

/** In the order of the rows: what one leaves behind is there for the next. */
const inOrder = rows.flatMap(({ how }, at) =>
  [...byCommand.keys()].filter((command) => rowOf(command) === rows[at]).map((command) => [command, how] as const),
);
const programOf: Record<Exclude<Need, 'POSTGRES'>, string> = {
  SYSTEMD: 'systemd-analyze',
  CADDY: 'caddy',
  AGE: 'age',
};

function lacking(need: Need | undefined): { readonly skip: boolean; readonly title: string } {
  if (need === undefined) return { skip: false, title: '' };
  if (need !== 'POSTGRES') return needing(programOf[need], `REQUIRE_${need}`);
  const isThere = process.env.HUB_TEST_POSTGRES !== undefined;
  return { skip: !isThere && process.env.REQUIRE_POSTGRES !== '1', title: isThere ? '' : ' (no HUB_TEST_POSTGRES)' };
}

const isRun = (how: How): how is Runs | Serves => !('triedBy' in how || 'named' in how || 'leftOut' in how);

test.each(inOrder.filter((it): it is readonly [string, TriedBy] => 'triedBy' in it[1]))(
  '%s is run by another test',
  (_, { triedBy, words }) => {
    expect(existsSync(triedBy), triedBy).toBe(true);
    expect(readFileSync(triedBy, 'utf8'), triedBy).toContain(words);
  },
);

test.each(inOrder.filter(([, how]) => 'named' in how))('%s names a script', (command) => {
  expect(Object.keys(scripts)).toContain(command.replace('npm run ', ''));
});

describe(`run as documented${sample}`, () => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await openGround();
  });
  afterAll(() => ground?.close());

  const runs = inOrder.flatMap(([command, how]) => (isRun(how) ? [[command, how] as const] : []));
  // A sample takes only what stands alone.
  for (const [command, how] of whole
    ? runs
    : everyNth(
        6,
        runs.filter(([, { follows }]) => !follows),
      )) {
    const { skip, title } = lacking(how.needs);
    test.skipIf(skip)(`${command}${title}`, () => tried(command, how));
  }

  /** Several documented commands are one when their numbers are small. */
  const ends = new Map<string, Promise<Ended>>();
  const once = (asRun: string): Promise<Ended> => {
    const ended = ends.get(asRun) ?? run(ground, asRun);
    ends.set(asRun, ended);
    return ended;
  };

  async function tried(command: string, how: Runs | Serves): Promise<void> {
    const asRun = (await how.as?.(command, ground)) ?? command;
    if ('ready' in how) {
      const { output } = await serve(ground, asRun, how.ready);
      expect(output, asRun).toMatch(how.ready);
      return;
    }
    const { code, output } = await once(asRun);
    expect(code, `${asRun}\n${output}`).toBe(how.exit ?? 0);
    if (how.says) expect(output, asRun).toMatch(how.says);
  }
});
