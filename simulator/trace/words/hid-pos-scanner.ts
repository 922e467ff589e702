import { decodeScanReport, decodeTrigger, wakeReport } from '../../../device-drivers/hid-pos-scanner/codec.ts';
import type { HidLanguage } from '../hid-language.ts';
import { content } from './amounts.ts';

const triggers = { start: 'start looking', stop: 'stop looking' } as const;

/** The language of scanners in HID POS mode, by the places in a report that vendors agree on. */
export const hidPosScannerLanguage: HidLanguage = {
  input(report) {
    const part = decodeScanReport(report);
    if (!part) return undefined;
    const aim = part.aim === '' ? '' : `${part.aim} `;
    return `code ${aim}${content(part.data)}${part.continued ? ', goes on in the next report' : ''}`;
  },
  output(report) {
    const trigger = decodeTrigger(report);
    return trigger && triggers[trigger];
  },
  setFeature: ({ id, data }) =>
    id === wakeReport.id ? (data[0] === wakeReport.data[0] ? 'wake' : 'sleep') : undefined,
  feature: ({ id, data }) => (id === wakeReport.id ? (data[0] === wakeReport.data[0] ? 'awake' : 'asleep') : undefined),
};
