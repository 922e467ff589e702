import type { alarmWords as chinese } from '../zh/alarms.ts';

export const alarmWords: typeof chinese = {
  alarms: {
    kinds: {
      silent: 'Silent',
      deviceDown: 'Device down',
      supplyLow: 'Supplies low',
      supplyOut: 'Supplies out',
      binFull: 'Bin full',
      restored: 'Journal went back',
      fork: 'Journal contradicts the hub',
      clockAhead: 'Clock ahead',
      refused: 'Upload refused',
    },
    first: {
      silent: 'See first whether it has power and its network cable, then what its screen says.',
      deviceDown: 'Look at the device’s lights and cables, then test it on the service screen.',
      supplyLow: 'Bring supplies today, and enter what was put in on the service screen.',
      supplyOut: 'Bring supplies now; until then the errand is closed on the screen.',
      binFull:
        'Hand in the bin’s cards at the window and press “Bin” on the service screen; reports from the tray go to the report window.',
      restored: 'Find out whether its disk was changed, restored or copied; close the alarm when you know.',
      fork: 'Take it off the network, delete nothing, and hand it to the administrator.',
      clockAhead: 'Set its clock and its time service right; close the alarm when they are.',
      refused: 'Read the reason on the service screen; most often it has to be enrolled anew.',
    },
    open: 'Open',
    none: 'No open alarms',
    noneEver: 'No alarms in this period',
    opened: 'Opened',
    closed: 'Closed',
    lasted: 'Lasted',
    all: (count) => `All ${count}`,
    close: 'Close',
    columns: { what: 'Alarm', where: 'Terminal', first: 'What to do first' },
  },
};
