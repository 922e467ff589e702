import type { Clock } from '../../device-drivers/contract/clock.ts';
import { fromHex } from '../../device-drivers/framing/hex.ts';
import { decodeTrigger, encodeScan, wakeReport } from '../../device-drivers/hid-pos-scanner/codec.ts';
import type { HidFarEnd, HidFeatures } from '../../device-drivers/links/memory-hid.ts';
import { createFaultPlan, type FaultPlan } from './fault-plan.ts';
import { createHidLine, type HidLine, type HidTrouble } from './hid-line.ts';
import type { Chance } from './line.ts';
import { createScanWindow, decodedBytes, type ScannerFault, type ShownCode } from './scan-window.ts';

const troubleNames = ['silent', 'late', 'unplugged'] as const satisfies readonly HidTrouble[];

/** `wakeRefused` strikes the host's word that it listens, the others a code on its way. */
export type HidPosScannerFault = ScannerFault | 'wakeRefused';

export interface HidPosScannerState {
  readonly shown: ShownCode | undefined;
  readonly looking: boolean;
  /** The host has said that it listens. */
  readonly awake: boolean;
  readonly connected: boolean;
  readonly faults: readonly HidPosScannerFault[];
}

/**
 * A Honeywell scanner in HID POS mode, as its driver sees it on the bus: silent until woken, looking for a code when
 * triggered, codes in reports of 64 bytes, as many as it takes. What is held before it stays when it is attached anew.
 */
export interface VirtualHidPosScanner extends FaultPlan<HidPosScannerFault> {
  readonly descriptor?: Uint8Array;
  readonly features: HidFeatures;
  attach(end: HidFarEnd): void;
  /** Holds a code before the window, in place of any other, until it is hidden. */
  show(code: ShownCode): void;
  hide(): void;
  /** Presses the scanner's own button, which triggers it as the host does. */
  press(): void;
  state(): HidPosScannerState;
  subscribe(listener: () => void): () => void;
}

/**
 * Composed from "HID Point of Sale Usage Tables 1.02": byte count, symbology identifiers 1 to 3, decoded data, two bytes
 * of the vendor's, decoded data continued; and the reports of the host, whose contents are the vendor's.
 */
const descriptor = fromHex(
  `05 8C 09 02 A1 01 85 02 09 12 A1 02 15 00 26 FF 00 75 08 95 01 05 01 09 3B 81 02 95 03 05 8C 09 FB 09 FC 09 FD 81 02
   95 38 09 FE 81 02 06 01 FF 09 01 95 02 81 02 05 8C 25 01 75 01 95 01 09 FF 81 02 75 07 81 03 C0
   06 01 FF 26 FF 00 75 08 85 FD 95 3F 09 02 91 02 85 FE 95 01 09 03 B1 02 C0`,
);

/** Milliseconds between the two sendings of a code scanned twice. */
const apart = 40;
/** Honeywell's own letters for symbologies, by the code letter of the AIM identifier. */
const vendorSymbologies: Readonly<Record<string, number>> = { Q: 0x73, C: 0x6a, E: 0x64, L: 0x72, d: 0x77 };

export function createVirtualHidPosScanner(world: {
  readonly clock: Clock;
  readonly chance: Chance;
  /** Whether it waits for a trigger, or looks all the time. */
  readonly triggered?: boolean;
  /** Whether it is silent until the host says that it listens. */
  readonly sleeps?: boolean;
  /** Whether the platform gives the host its report descriptor. */
  readonly described?: boolean;
  /** Milliseconds between two polls of the host. */
  readonly interval?: number;
  readonly decodeTime?: number;
  /** Milliseconds until a triggered scanner that finds nothing stops looking. */
  readonly looksFor?: number;
}): VirtualHidPosScanner {
  const { clock, chance, triggered = true, sleeps = true, described = true } = world;
  const { interval = 8, decodeTime = 120, looksFor = 30_000 } = world;
  const faults = createFaultPlan<HidPosScannerFault>(changed);
  const listeners = new Set<() => void>();
  const scanWindow = createScanWindow({ clock, triggered, decodeTime, looksFor, decoded: send, changed });
  let line: HidLine | undefined;
  let awake = !sleeps;

  function changed() {
    for (const listener of [...listeners]) listener();
  }

  function junk(): Uint8Array {
    const report = Uint8Array.from({ length: 64 }, () => Math.floor(chance() * 256));
    // The id of a scan and a count no scan has, so that it is junk whatever the rest.
    report[0] = 0x02;
    report[1] = 0xff;
    return report;
  }

  function send(code: ShownCode) {
    if (!awake) return;
    const reports = encodeScan({
      aim: code.aim,
      data: decodedBytes(code, faults.strikes('badDecode')),
      vendorSymbology: vendorSymbologies[code.aim.charAt(1)] ?? 0,
    });
    const struck = new Set(troubleNames.filter((name) => faults.strikes(name)));
    if (faults.strikes('junk')) line?.send([junk()]);
    line?.send(reports, struck);
    if (faults.strikes('doubleScan')) clock.after(apart, () => line?.send(reports));
  }

  return {
    ...(described && { descriptor }),
    features: {
      async set(id, data) {
        if (id !== wakeReport.id || faults.strikes('wakeRefused')) return 'stalled';
        awake = data[0] === wakeReport.data[0] || !sleeps;
        changed();
        return 'taken';
      },
      async get(id) {
        return id === wakeReport.id ? Uint8Array.of(awake ? 1 : 0) : 'stalled';
      },
    },
    attach(end) {
      line?.close();
      // It has its power from the bus: connected anew, it begins anew.
      scanWindow.stop();
      awake = !sleeps;
      const attached = createHidLine(
        end,
        { clock, interval },
        {
          hear(id, data) {
            const command = decodeTrigger({ id, data });
            if (command === 'start') scanWindow.start();
            if (command === 'stop') scanWindow.stop();
          },
          lost() {
            if (line === attached) line = undefined;
            changed();
          },
        },
      );
      line = attached;
      changed();
    },
    show: scanWindow.show,
    hide: scanWindow.hide,
    press: scanWindow.start,
    failNext: faults.failNext,
    failUntilCleared: faults.failUntilCleared,
    clear: faults.clear,
    standing: faults.standing,
    state: () => ({
      shown: scanWindow.shown(),
      looking: scanWindow.looking(),
      awake,
      connected: line !== undefined,
      faults: faults.planned(),
    }),
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
