/** The real clock, chance and log of a machine: what main files hand to the terminal and the hub. */
import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import type { Clock } from '../device-drivers/contract/clock.ts';
import type { Log } from './log-event.ts';
import type { Chance } from './ports.ts';

export const systemClock: Clock = {
  now: () => Date.now(),
  after(delay, task) {
    const timer = setTimeout(task, delay);
    return () => clearTimeout(timer);
  },
};

export const systemChance: Chance = { bytes: (count) => randomBytes(count) };

/** One JSON line an event, on standard output or into `file`. */
export function systemLog(file?: string): Log {
  const logger = pino({ base: null }, pino.destination({ dest: file ?? 1, mkdir: true, sync: true }));
  return ({ event, ...rest }) => logger.info(rest, event);
}
