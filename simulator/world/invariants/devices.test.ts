import { expect, test } from 'vitest';
import { silenceIsGivenUp } from './devices.ts';

const asked = (attempt: number) => ({ event: 'device.retry', device: 'idCardReader', attempt }) as const;

test('sees a device that is asked again and again', () => {
  expect(silenceIsGivenUp([asked(2), asked(3)])).toEqual([]);
  expect(silenceIsGivenUp([2, 3, 4, 5, 6].map(asked))).toHaveLength(1);
});
