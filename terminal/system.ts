/** The real clock, chance and log of a machine: what main files hand to the terminal and the hub. */
import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import type { Clock } from '../device-drivers/contract/clock.ts';
import { logCatalogue, loggedFields } from './log-catalogue.ts';
import type { Log } from './log-event.ts';
import type { Chance } from './ports.ts';
import { version } from './version.ts';

export const systemClock: Clock = {
  now: () => Date.now(),
  after(delay, task) {
    const timer = setTimeout(task, delay);
    return () => clearTimeout(timer);
  },
};

export const systemChance: Chance = { bytes: (count) => randomBytes(count) };

/** One JSON line an event, on standard output or into `file`; `terminal` names the one it is of on every line. */
export function systemLog({ terminal, file }: { readonly terminal?: string; readonly file?: string } = {}): Log {
  const options = {
    base: { ...(terminal !== undefined && { terminal }), version },
    messageKey: 'event',
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  const logger = pino(options, pino.destination({ dest: file ?? 1, mkdir: true, sync: true }));
  return (event) => logger[logCatalogue[event.event].level](loggedFields(event), event.event);
}
