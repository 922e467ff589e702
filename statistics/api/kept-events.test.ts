import { expect, test } from 'vitest';
import { fill } from '../reading/invented-city.ts';
import { openDatabase } from '../store/open-database.ts';
import { reader } from './invented-reader.ts';

/** On 2026-11-03 events of November 2023 and later are kept. */
const [gone, kept] = ['2023-10-31', '2023-11-01'];

test.each([
  [`/v1/usage?from=${gone}&to=2026-11-01&place=terminal&time=hour&terminal=E-1`, 400],
  [`/v1/usage?from=${gone}&to=2026-11-01&place=ward&flow=registration&unit=east`, 400],
  [`/v1/visits?from=${gone}&to=2026-11-01&terminal=E-1`, 400],
  [`/v1/visits?from=${kept}&to=2026-11-01&terminal=E-1`, 200],
  [`/v1/usage?from=${gone}&to=2026-11-01&place=terminal&time=day&terminal=E-1`, 200],
  [`/v1/visits?from=${gone}&to=2026-11-01`, 200],
])(
  'what events would have to tell is refused where they are no longer kept, not told as nought: %s',
  async (path, status) => {
    const database = await openDatabase('sqlite::memory:');
    await fill(database, {});
    const answer = await reader(database).get(path);
    expect(answer.status).toBe(status);
    if (status === 400) {
      expect((await answer.json()).detail).toBe(
        'from: 2023-10-31; hours and flows of wards and terminals are kept from 2023-11-01 on',
      );
    }
    await database.close();
  },
);
