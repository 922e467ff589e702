import type { Heartbeat } from '../../terminal/hub-contract.ts';
import type { InventedTerminal } from './city.ts';
import type { InventedDay } from './day.ts';
import { diceOf } from './dice.ts';

/** Filled up when there is hardly anything left. */
const fullStack = 320;
const fullTray = 1_800;

/** How a terminal is at an instant: what it says every minute. Undefined before it was started that day. */
export function heartbeatAt(
  seed: number,
  terminal: InventedTerminal,
  { epochs, outages }: InventedDay,
  midnight: number,
  instant: number,
): Heartbeat | undefined {
  const past = epochs.flatMap(({ epoch, events }) =>
    events.flatMap((event) => (event.at <= instant ? [{ epoch, event }] : [])),
  );
  const last = past.at(-1);
  if (!last) return undefined;
  const second = (instant - midnight) / 1_000;
  const service = past.findLast(({ event }) => event.kind === 'serviceChanged')?.event;
  const used = (kind: 'cardIssued' | 'pagesPrinted') =>
    past.reduce(
      (sum, { event }) => sum + (event.kind !== kind ? 0 : event.kind === 'pagesPrinted' ? event.pages : 1),
      0,
    );
  const dice = diceOf(seed, terminal.terminal, last.event.businessDay, 'supplies');
  const left = (full: number, gone: number) => Math.max(0, dice.between(0, full) - gone);
  const cards = left(fullStack, used('cardIssued'));
  const sheets = left(fullTray, used('pagesPrinted'));
  return {
    terminal: terminal.terminal,
    epoch: last.epoch,
    at: instant,
    version: '0.1.0',
    inService: service?.kind !== 'serviceChanged' || service.open,
    devices: terminal.devices.map((device) => {
      const outage = outages.find((it) => it.device === device && it.from <= second && second < it.until);
      if (outage) return { device, state: outage.fault === 'paperOut' ? 'empty' : 'offline', fault: outage.fault };
      const low = (device === 'cardDispenser' && cards < 50) || (device === 'reportPrinter' && sheets < 100);
      return { device, state: low ? 'low' : 'online' };
    }),
    supplies: {
      ...(terminal.devices.includes('cardDispenser') && { cards }),
      ...(terminal.devices.includes('reportPrinter') && { sheets }),
      bin: dice.times(1.5),
    },
  };
}
