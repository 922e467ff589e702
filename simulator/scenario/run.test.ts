import { expect, test } from 'vitest';
import { readScenario } from './format.ts';
import { rehearse } from './rehearse.ts';

/** A scenario of these steps that asks for nothing at the end. */
const failuresOf = async (...steps: string[]) => {
  const lines = ['title: a', 'teaches: b', 'world: { start: 2026-11-23T08:05:00+08:00 }', 'steps:'];
  const text = [...lines, ...steps.map((step) => `  - ${step}`), 'must: {}'].join('\n');
  return (await rehearse(readScenario(text, 'trial'))).failures;
};

test('a screen that stands without the word it is to have is not the one waited for', async () => {
  expect(await failuresOf('{ see: attract, with: registration }')).toEqual([]);
  const [failure, ...others] = await failuresOf('{ see: attract, with: [registration, slotTaken], within: 5 }');
  expect(failure).toMatch(/^line 5: attract, registration, slotTaken was to stand, .*"name":"attract"/);
  expect(others).toEqual([]);
});

test('a hand that cannot do it fails the step, unless that is what is to be', async () => {
  expect(await failuresOf('{ see: attract }', '{ do: pay }')).toEqual(['line 6: no order waits to be paid']);
  expect(await failuresOf('{ see: attract }', '{ do: pay, refused: no order waits }')).toEqual([]);
  expect(await failuresOf('{ see: attract }', '{ do: pay, refused: closed }')).toEqual([
    'line 6: refused was to be: closed',
  ]);
  expect(await failuresOf('{ see: attract }', '{ do: openCover, refused: no order waits }')).toHaveLength(1);
});
