import { failed, type Outcome } from '../contract/fault.ts';
import { createDeparture } from './departure.ts';
import type { HidLink } from './hid.ts';
import { memoryLink } from './memory.ts';

/** The device's end of a HID link: what a gadget's firmware is asked and may say. */
export interface HidFarEnd {
  /** Sends an input report, with its id in front where the device numbers its reports. */
  sendInput(report: Uint8Array): void;
  onOutput(listener: (id: number, data: Uint8Array) => void): void;
  /** Called once when the host closed the link or the plug was pulled. */
  onClose(listener: (reason: string) => void): void;
  close(): void;
}

/** How a device takes and gives feature reports. A request may take its time; one that is refused stalls. */
export interface HidFeatures {
  set(id: number, data: Uint8Array): Promise<'taken' | 'stalled'>;
  get(id: number): Promise<Uint8Array | 'stalled'>;
}

export const noFeatures: HidFeatures = { set: async () => 'stalled', get: async () => 'stalled' };

/**
 * A HID device and its host inside this program. Reports arrive whole, in order, and never in the same call; closing
 * either end closes both, after what was sent before. Feature requests that wait when it closes end with `offline`.
 */
export function memoryHidLink(device: {
  readonly descriptor?: Uint8Array;
  readonly features?: HidFeatures;
}): [HidLink, HidFarEnd] {
  const { features = noFeatures } = device;
  const [host, gadget] = memoryLink();
  const departure = createDeparture<Outcome<never>>();
  host.onClose(() => departure.leave(failed('offline')));

  /** What is asked reaches the device after the outputs sent before it. */
  const request = <T extends object>(ask: () => Promise<Outcome<T>>): Promise<Outcome<T>> =>
    departure.during(Promise.resolve().then(ask));

  return [
    {
      ...(device.descriptor && { descriptor: device.descriptor }),
      onInput: host.onData,
      sendOutput: (id, data) => host.write(Uint8Array.of(id, ...data)),
      sendFeature: (id, data) => {
        const copy = data.slice();
        return request(async () =>
          (await features.set(id, copy)) === 'taken' ? { ok: true } : failed('protocolError'),
        );
      },
      getFeature: (id, length) =>
        request(async () => {
          const data = await features.get(id);
          return data === 'stalled' ? failed('protocolError') : { ok: true, data: data.slice(0, length) };
        }),
      onClose: host.onClose,
      close: host.close,
    },
    {
      sendInput: gadget.write,
      onOutput: (listener) => gadget.onData((report) => listener(report[0] ?? 0, report.subarray(1))),
      onClose: gadget.onClose,
      close: gadget.close,
    },
  ];
}
