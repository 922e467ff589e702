import { expect, test } from 'vitest';
import { documentedIn } from './documented.ts';

const commandsOf = (text: string) => documentedIn('page.md', text).map(({ command, line }) => [line, command]);

test('a block’s commands are taken without prompt, comment and what is explained beside them; its output is not', () => {
  const page = [
    '```',
    '$ npm run bulletin -- audit one.csv \\',
    '    two.csv',
    'one (2018-08): 12 rows',
    'npm run devices           what is plugged in',
    'HUB_TEST_POSTGRES=postgres://… npm run proof    # hubs on PostgreSQL too',
    '```',
  ].join('\n');
  expect(commandsOf(page)).toEqual([
    [3, 'npm run bulletin -- audit one.csv two.csv'],
    [5, 'npm run devices'],
    [6, 'HUB_TEST_POSTGRES=postgres://… npm run proof'],
  ]);
});

test('a block of another language holds none', () => {
  expect(commandsOf('```yaml\nnpm run simulate -- --seed 1\n```')).toEqual([]);
});

test('what looks at a machine is a command, and so is a program of ours that no path would find', () => {
  expect(commandsOf('`ls -l /dev/kiosk/` after `hospital-kiosk-update rollback`; `df` is a name.')).toEqual([
    [1, 'ls -l /dev/kiosk/'],
    [1, 'hospital-kiosk-update rollback'],
  ]);
});

test('in a sentence a command is more than a program’s name, and `kill -9` is a way to die', () => {
  expect(commandsOf('`socat` and `npm test`; `kill -9` ends it, `terminal/money` goes on.')).toEqual([[1, 'npm test']]);
});
