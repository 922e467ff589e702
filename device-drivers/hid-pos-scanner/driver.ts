import type { BarcodeScanner } from '../contract/barcode-scanner.ts';
import type { Clock } from '../contract/clock.ts';
import type { DeviceLog } from '../contract/device-event.ts';
import type { HidLink, OpenHid } from '../links/hid.ts';
import { requestInTime } from '../links/hid-request.ts';
import { type Ending, keepLink } from '../links/standing-link.ts';
import { createReadingDesk, type ReadingTime } from '../scanning/reading-desk.ts';
import { createAssembly } from './assembly.ts';
import { decodeScanReport, encodeTrigger, type HostReport, wakeReport } from './codec.ts';
import { layoutOf } from './layout.ts';

/** What differs between scanners of the same usage page. */
export interface HidPosProfile {
  /** The feature report without which the scanner stays silent. */
  readonly wake?: HostReport;
  /** How it is told to look for a code; a scanner without this looks all the time. */
  readonly trigger?: { readonly start: HostReport; readonly stop: HostReport };
  /** Milliseconds after which it is told again, less than it looks for a code by itself. */
  readonly looksFor: number;
}

/** Honeywell scanners give up looking 30 seconds after the trigger (`TRGSTO`, as delivered). */
export const honeywellProfile: HidPosProfile = {
  wake: wakeReport,
  trigger: { start: encodeTrigger('start'), stop: encodeTrigger('stop') },
  looksFor: 25_000,
};

/** A scanner that looks all the time and knows no commands. */
export const presentationProfile: HidPosProfile = { looksFor: 25_000 };

/**
 * Milliseconds. A report comes every few milliseconds: what stays half for long will not be continued, unless this
 * machine was too busy to read on (`nextPart`), which it is not for so long (`otherHalf`).
 */
const delays = { wake: 1_000, nextPart: 500, otherHalf: 3_000 };
const wakeTries = 3;

export interface HidPosScannerOptions {
  readonly openHid: OpenHid;
  readonly address: string;
  readonly clock: Clock;
  readonly log: DeviceLog;
  readonly profile?: HidPosProfile;
}

/**
 * Driver of a USB barcode scanner in HID POS mode. It has no command that resets it: a scanner that does not let itself
 * be woken is closed and opened anew, after growing pauses. That it was unplugged the operating system says at once.
 */
export function createHidPosScanner(options: HidPosScannerOptions): BarcodeScanner {
  const { openHid, address, clock, log, profile = honeywellProfile } = options;
  const looksWhenTold = profile.trigger !== undefined;
  const desk = createReadingDesk({ clock, log, looksFor: profile.looksFor, looksWhenTold });
  const standing = keepLink<HidLink>({
    device: 'barcodeScanner',
    openLink: openHid,
    address,
    clock,
    log,
    serve,
    down: desk.down,
  });

  async function serve(link: HidLink, up: () => void, log: DeviceLog): Promise<Ending> {
    const ended = Promise.withResolvers<Ending>();
    link.onClose((cause) => ended.resolve({ fault: 'offline', cause }));
    listen(link, log);
    const { wake, trigger } = profile;
    if (wake) {
      const woken = await requestInTime({
        clock,
        timeOut: delays.wake,
        tries: wakeTries,
        ask: () => link.sendFeature(wake.id, wake.data),
        onRetry: (attempt) => log({ event: 'device.retry', device: 'barcodeScanner', attempt }),
      });
      // What `onClose` has said counts before this.
      if (!woken.ok) ended.resolve({ fault: woken.fault, cause: 'the scanner does not let itself be woken' });
      if (!woken.ok) return ended.promise;
    }
    desk.up({
      start: () => trigger && link.sendOutput(trigger.start.id, trigger.start.data),
      stop: () => trigger && link.sendOutput(trigger.stop.id, trigger.stop.data),
    });
    up();
    return ended.promise;
  }

  function listen(link: HidLink, log: DeviceLog) {
    const layout = link.descriptor && layoutOf(link.descriptor);
    const assembly = createAssembly();
    let begunIn: ReadingTime;
    let cancelSilence = () => {};
    const noise = (bytes: number) => {
      if (bytes > 0) log({ event: 'device.noise', device: 'barcodeScanner', bytes });
    };
    link.onInput((report) => {
      const part = decodeScanReport(report, layout);
      if (!part) return noise(report.length);
      desk.stirs();
      cancelSilence();
      if (!assembly.holds()) begunIn = desk.readingTime();
      const scan = assembly.push(part);
      if (scan) desk.hear(scan, begunIn);
      if (!assembly.holds()) return;
      cancelSilence = clock.after(delays.nextPart, () => {
        noise(assembly.breakOff());
        cancelSilence = clock.after(delays.otherHalf, assembly.forget);
      });
    });
    link.onClose(() => cancelSilence());
  }

  return {
    status: desk.status,
    subscribe: desk.subscribe,
    read: desk.read,
    close() {
      standing.close();
      desk.down('offline');
    },
  };
}
