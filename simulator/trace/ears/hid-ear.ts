import type { HidFarEnd, HidFeatures } from '../../../device-drivers/links/memory-hid.ts';
import type { HidAttachable } from '../../devices/hid-plug-board.ts';
import { type HidLanguage, headOf, type ReportKind } from '../hid-language.ts';
import { closedFrom, type Ear, lineClosed, lineOpened } from './ear.ts';

/** A HID device, listened to at its end of the bus. That it took a feature report goes without saying. */
export function listenToHid(device: HidAttachable, ear: Ear, language: HidLanguage): HidAttachable {
  return {
    ...device,
    features: listenToFeatures(device.features, ear, language),
    attach: (end) => device.attach(listenToEnd(end, ear, language)),
  };
}

const withHead = (kind: ReportKind, id: number, words: string | undefined): string =>
  `${headOf(kind, id)}: ${words ?? 'unknown'}`;

/** As a report goes over USB: its id first, where the device numbers its reports. */
const wired = (id: number, data: Uint8Array): Uint8Array => (id === 0 ? data : Uint8Array.of(id, ...data));

function listenToFeatures(features: HidFeatures, ear: Ear, language: HidLanguage): HidFeatures {
  return {
    async set(id, data) {
      ear.bytes('toDevice', wired(id, data), withHead('set feature', id, language.setFeature({ id, data })));
      const taken = await features.set(id, data);
      if (taken === 'stalled') ear.event('fromDevice', 'stalled');
      return taken;
    },
    async get(id) {
      ear.event('toDevice', headOf('get feature', id));
      const data = await features.get(id);
      if (data === 'stalled') ear.event('fromDevice', 'stalled');
      else ear.bytes('fromDevice', wired(id, data), withHead('feature', id, language.feature({ id, data })));
      return data;
    },
  };
}

function listenToEnd(end: HidFarEnd, ear: Ear, language: HidLanguage): HidFarEnd {
  let open = true;
  ear.event('toDevice', lineOpened);
  end.onClose((reason) => {
    open = false;
    ear.event(closedFrom(reason), lineClosed);
  });
  return {
    ...end,
    sendInput(report) {
      const words = language.input(report);
      // Only the device's language knows whether it numbers its reports.
      if (open) ear.bytes('fromDevice', report, words && `input: ${words}`);
      end.sendInput(report);
    },
    onOutput: (listener) =>
      end.onOutput((id, data) => {
        ear.bytes('toDevice', wired(id, data), withHead('output', id, language.output({ id, data })));
        listener(id, data);
      }),
  };
}
