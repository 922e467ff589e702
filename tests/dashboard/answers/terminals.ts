import { deviceKinds } from '../../../device-drivers/contract/device-event.ts';
import type { TerminalNow } from '../../../statistics/api/shapes.ts';
import { chance, type InventedTerminal, now } from '../figures.ts';
import { alarms } from './alarms.ts';

export const terminalNow = ({ terminal, unit, ward, place }: InventedTerminal): TerminalNow => {
  const open = alarms.filter((it) => it.terminal === terminal && it.closedAt === null);
  const enrolment =
    chance(terminal, 'key') > 0.95 ? 'waiting' : chance(terminal, 'gone') > 0.97 ? 'revoked' : 'enrolled';
  const heardAt = enrolment === 'waiting' ? null : now - Math.floor(chance(terminal, 'heard') * 60_000);
  return {
    terminal,
    unit,
    ward,
    place,
    enrolment,
    heardAt,
    state:
      heardAt === null
        ? null
        : {
            at: heardAt,
            version: '0.1.0',
            inService: chance(terminal, 'service') > 0.05,
            devices: deviceKinds.map((device) => {
              const alarm = open.find((it) => it.device === device);
              if (!alarm) return { device, state: 'online', fault: null };
              const state =
                { supplyOut: 'empty', supplyLow: 'low', binFull: 'full' }[alarm.kind as 'binFull'] ?? 'offline';
              return { device, state, fault: alarm.kind === 'supplyLow' ? null : alarm.detail };
            }),
            supplies: { cards: 120, sheets: 400, bin: 1 },
          },
    alarms: open,
  };
};
