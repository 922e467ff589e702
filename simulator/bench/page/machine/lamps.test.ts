import { expect, test } from 'vitest';
import { deviceKinds } from '../../../../device-drivers/contract/device-event.ts';
import { createWorkshopTrial } from '../../workshop-trial.ts';
import { lampOf } from './lamps.ts';

/** A kiosk that has been on for a while, and the lamp of one of its devices after what hands did to it. */
async function lampAfter(device: (typeof deviceKinds)[number], ...hands: { readonly do: string }[]) {
  const trial = createWorkshopTrial();
  await trial.pass(3_000);
  for (const hand of hands) {
    trial.hand(hand);
    await trial.pass(100);
  }
  const [terminal] = trial.view().terminals;
  trial.workshop.stop();
  if (!terminal) throw new Error('there is no terminal');
  return lampOf(terminal, device);
}

test.each(deviceKinds)('%s: online when it is well, and nothing to say', async (device) => {
  expect(await lampAfter(device)).toEqual({ light: 'online', words: [] });
});

test.each(deviceKinds)('%s: dark when its plug is pulled, whatever else it has', async (device) => {
  const lamp = await lampAfter(device, { do: 'unplug', device } as { do: string });
  expect(lamp).toEqual({ light: 'dark', words: ['插头拔了 unplugged'] });
});

test.each(deviceKinds)('%s: dark without power, and nothing to say', async (device) => {
  expect(await lampAfter(device, { do: 'cutPower' })).toEqual({ light: 'dark', words: [] });
});

const hand = (command: object) => command as { readonly do: string };

test.each([
  ['cover open', 'receiptPrinter', 'fault', hand({ do: 'openCover' })],
  ['no paper', 'receiptPrinter', 'fault', hand({ do: 'setPaper', millimetres: 0 })],
  ['paper low', 'receiptPrinter', 'care', hand({ do: 'setPaper', millimetres: 60 })],
  ['cutter jammed', 'receiptPrinter', 'fault', hand({ do: 'setReceiptPrinter', cutter: 'jammed' })],
  ['switched off', 'receiptPrinter', 'dark', hand({ do: 'setReceiptPrinter', power: 'off' })],
  ['cover open', 'reportPrinter', 'fault', hand({ do: 'setReportPrinter', cover: 'open' })],
  ['paper jammed', 'reportPrinter', 'fault', hand({ do: 'jamReportPrinter' })],
  ['no sheets', 'reportPrinter', 'fault', hand({ do: 'setSheets', sheets: 0 })],
  ['few sheets', 'reportPrinter', 'care', hand({ do: 'setSheets', sheets: 2 })],
  ['little toner', 'reportPrinter', 'care', hand({ do: 'setToner', pages: 20 })],
  ['refuses jobs', 'reportPrinter', 'fault', hand({ do: 'setReportPrinter', accepting: false })],
  ['tray full', 'reportPrinter', 'fault', hand({ do: 'leaveSheets', sheets: 150 })],
  ['no cards', 'cardDispenser', 'fault', hand({ do: 'emptyCardStack' })],
  ['1 个故障', 'idCardReader', 'care', hand({ do: 'fault', device: 'idCardReader', fault: 'silent', until: 'once' })],
] as const)('%s: the lamp of the %s says %s', async (words, device, light, command) => {
  const lamp = await lampAfter(device, command);
  expect(lamp.light).toBe(light);
  expect(lamp.words.join()).toContain(words);
});

test('of several things the worst makes the lamp and is told first', async () => {
  const lamp = await lampAfter('receiptPrinter', hand({ do: 'setPaper', millimetres: 60 }), hand({ do: 'openCover' }));
  expect(lamp).toEqual({ light: 'fault', words: ['上盖开着 cover open', '纸将尽 paper low'] });
});
