import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enrolment } from '../intake/enrolment.ts';
import { eightOClock, enrolmentBy, hubOutside, keyOf, zone } from '../intake/invented-terminal.ts';
import { mistakeText } from '../problem.ts';
import { openDatabase } from '../store/open-database.ts';
import { enrolCommand, readEnrolOptions } from './enrol-command.ts';
import { inventedRegister } from './invented-register.ts';
import { keepRegister } from './keep-register.ts';

const folder = mkdtempSync(join(tmpdir(), 'hub-enrol-'));
const database = `sqlite:${folder}/hub.sqlite`;
afterAll(() => rmSync(folder, { recursive: true }));
beforeAll(async () => {
  const opened = await openDatabase(database);
  await keepRegister(opened, inventedRegister);
  await opened.close();
});

const place = ['--unit', 'yunxi', '--ward', 'A', '--place-zh', '一楼', '--place-en', 'Floor 1'];

const run = async (...args: string[]) => {
  const opened = await openDatabase(database);
  const outside = hubOutside(opened);
  const said: string[] = [];
  const complained: string[] = [];
  const code = await enrolCommand(args, {
    ...outside,
    say: (line) => void said.push(line),
    complain: (line) => void complained.push(line),
  });
  await opened.close();
  return { code, said, complained };
};

test('a new terminal: its code is printed, and binds its key', async () => {
  const { code, said, complained } = await run('--database', database, '--terminal', 'YX-09', ...place);
  expect([code, complained]).toEqual([0, []]);
  const [made = '', ...more] = said;
  expect(more).toEqual([
    'for YX-09, once, until 2026-11-22 08:00:00',
    `at the terminal: npm run terminal -- enrol --config FILE --code ${made}`,
  ]);
  const opened = await openDatabase(database);
  const enrolled = await enrolment(hubOutside(opened), { zone }).enrol(enrolmentBy(keyOf(), made, 'YX-09'));
  await opened.close();
  expect(enrolled).toMatchObject({ ok: true, value: { ward: 'A', place: { zh: '一楼', en: 'Floor 1' } } });
});

test('a terminal of the register: another code', async () => {
  const { code, said } = await run('--database', database, '--terminal', 'YX-01');
  expect([code, said[1]]).toEqual([0, 'for YX-01, once, until 2026-11-22 08:00:00']);
});

test.each([
  [['--terminal', 'Z-9'], 'hub: there is no terminal Z-9'],
  [['--terminal', 'YX-01', ...place], 'hub: YX-01 is there already; move it, or make another code for it'],
  [
    ['--terminal', 'YX-10', ...place, '--unit', 'nobody'],
    'hub: unit: nobody is no unit of the register; make it first',
  ],
])('%j cannot be done, and it is said why', async (args, why) => {
  expect(await run('--database', database, ...args)).toEqual({ code: 1, said: [], complained: [why] });
});

test('a database that cannot be opened is named', async () => {
  const { code, complained } = await run('--database', `sqlite:${folder}/none/hub.sqlite`, '--terminal', 'YX-01');
  expect([code, complained]).toEqual([1, [expect.stringContaining(`sqlite:${folder}/none/hub.sqlite`)]]);
});

test.each([
  [[], '--database: '],
  [['--database', 'sqlite:x'], '--terminal: '],
  [['--database', 'sqlite:x', '--terminal', 'a b'], '--terminal: expected 1 to 32 letters, digits or hyphens'],
  [['--database', 'sqlite:x', '--terminal', 'A', '--unit', 'a'], '--place-zh: '],
  [['--database', 'sqlite:x', '--terminal', 'A', '--unit', 'a', '--place-zh', '厅'], '--place-en: '],
  [['--database', 'sqlite:x', '--terminal', 'A', '--ward', 'a', '--place-zh', '厅', '--place-en', 'H'], '--unit: '],
  [['--database', 'sqlite:x', '--terminal', 'A', ...place, '--from', '2026-02-30'], '--from: expected a day'],
  [['--database', 'sqlite:x', '--terminal', 'A', '--zone', 'Nowhere'], '--zone: Nowhere; expected an IANA time zone'],
  [['--databse', 'sqlite:x'], "Unknown option '--databse'"],
])('%j is misused: %s', (args, why) => {
  const read = readEnrolOptions(args, eightOClock);
  expect(read.ok ? [] : read.mistakes.map(mistakeText)[0]).toContain(why);
});

test('misuse is told with the usage, and help is no misuse', async () => {
  const misused = await run();
  expect([misused.code, misused.complained.at(-1)]).toEqual([2, expect.stringContaining('npm run hub -- enrol')]);
  expect(await run('--help')).toMatchObject({ code: 0, said: [expect.stringContaining('--place-zh')], complained: [] });
});
