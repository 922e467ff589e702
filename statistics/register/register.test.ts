import { expect, test } from 'vitest';
import { mistakeText } from '../problem.ts';
import { inventedRegister } from './invented-register.ts';
import { readRegister } from './register.ts';
import { readRegisterFile } from './register-file.ts';

const mistakesOf = (value: unknown): string[] => {
  const read = readRegister(value);
  return read.ok ? [] : read.mistakes.map(mistakeText);
};

const [unit, ...units] = inventedRegister.units;
const [terminal, ...terminals] = inventedRegister.terminals;
const [placement] = terminal?.placements ?? [];

test('a register is read as it stands', () => {
  expect(readRegister(inventedRegister)).toEqual({ ok: true, value: inventedRegister });
});

test('a terminal that was taken away needs no place', () => {
  const away = { ...terminal, placements: [placement, { from: '2026-05-01', unit: null }] };
  expect(readRegister({ units: [unit], terminals: [away] })).toMatchObject({
    ok: true,
    value: { terminals: [{ placements: [placement, { unit: null, ward: '', place: { zh: '', en: '' } }] }] },
  });
});

test.each([
  ['no units', { terminals: [] }, 'units: '],
  [
    'a unit twice',
    { units: [unit, ...units, unit], terminals },
    'units.3.unit: yunxi-renmin is there already, at units.0',
  ],
  [
    'a unit in capitals',
    { units: [{ ...unit, unit: 'Yunxi' }], terminals: [] },
    'units.0.unit: expected 1 to 32 small letters, digits or hyphens',
  ],
  ['a unit without a name', { units: [{ ...unit, names: [] }], terminals: [] }, 'units.0.names: '],
  [
    'two names from one day',
    {
      units: [
        {
          ...unit,
          names: [
            { zh: '甲', en: 'A' },
            { from: '0001-01-01', zh: '乙', en: 'B' },
          ],
        },
      ],
      terminals: [],
    },
    'units.0.names.1.from: 0001-01-01 is there already, at units.0.names.0',
  ],
  ['no such grouping', { units: [{ ...unit, grouping: 'clinic' }], terminals: [] }, 'units.0.grouping: '],
  [
    'a terminal twice',
    { units, terminals: [terminal, terminal] },
    'terminals.1.terminal: YX-01 is there already, at terminals.0',
  ],
  [
    'a day that is none',
    { units, terminals: [{ ...terminal, placements: [{ ...placement, from: '2026-02-30' }] }] },
    'terminals.0.placements.0.from: expected a day, YYYY-MM-DD',
  ],
  [
    'two placements from one day',
    { units, terminals: [{ ...terminal, placements: [placement, placement] }] },
    'terminals.0.placements.1.from: 2026-01-01 is there already, at terminals.0.placements.0',
  ],
  [
    'a placement without a place',
    { units, terminals: [{ ...terminal, placements: [{ from: '2026-01-01', unit: 'yunxi' }] }] },
    'terminals.0.placements.0.place: missing; expected where in the unit it stands, { "zh", "en" }',
  ],
])('%s is a mistake, and it is said where', (_, value, said) => {
  const mistakes = mistakesOf(value);
  expect(mistakes).toHaveLength(1);
  expect(mistakes[0]).toContain(said);
});

test('the example is a register', () => {
  const read = readRegisterFile('docs/register.example.json');
  expect(read).toMatchObject({ ok: true });
  if (!read.ok) return;
  const known = new Set(read.value.units.map((it) => it.unit));
  const named = read.value.terminals.flatMap(({ placements }) => placements.flatMap((it) => it.unit ?? []));
  expect(named.filter((it) => !known.has(it))).toEqual([]);
});

test('a file that cannot be read is named', () => {
  const read = readRegisterFile('docs/no-such-register.json');
  expect(read.ok ? [] : read.mistakes.map(mistakeText)).toEqual([
    '--register docs/no-such-register.json: there is no such file; expected a JSON file that lists units and terminals',
  ]);
});
