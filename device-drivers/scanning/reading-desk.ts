import type { BarcodeScanner, BarcodeScannerStatus, ScannedCode } from '../contract/barcode-scanner.ts';
import { type Clock, sleep } from '../contract/clock.ts';
import type { DeviceLog } from '../contract/device-event.ts';
import { type Fault, failed, type Outcome } from '../contract/fault.ts';
import { createStatusBoard } from '../status/status-board.ts';
import { readScan, type Scan } from './code.ts';

/** How a scanner that was reached is told to look for a code and to leave off. */
export interface Trigger {
  start(): void;
  stop(): void;
}

/** A time in which somebody reads; undefined when nobody does. Another object for every such time. */
export type ReadingTime = object | undefined;

/** Where scans meet those who wait for one. What scanners have in common, whatever their line. */
export interface ReadingDesk extends Pick<BarcodeScanner, 'status' | 'subscribe' | 'read'> {
  /** The scanner has answered. */
  up(trigger: Trigger): void;
  down(fault: Fault): void;
  /** Something comes from the scanner: it need not be told to look now. */
  stirs(): void;
  /** To be asked when the first part of a scan arrives. */
  readingTime(): ReadingTime;
  /** A whole scan, and the time its first part arrived in. */
  hear(scan: Scan, begunIn: ReadingTime): void;
}

/**
 * Milliseconds within which the same code again is one showing: a scanner that is quicker than the word to stop sends
 * it twice, and the second must not answer the next screen's question.
 */
const sameShowing = 700;
/**
 * Milliseconds a code may be on its way from the window to here. It takes a few, seconds where a machine was busy; so what
 * comes soon after a reading that was called off may be that one's, and must not answer another question.
 */
const onItsWay = 6_000;

export function createReadingDesk(world: {
  readonly clock: Clock;
  readonly log: DeviceLog;
  /** Milliseconds after which a scanner that found nothing stops looking by itself, so that it has to be told again. */
  readonly looksFor: number;
  /** Whether it looks only when told, and for one code each time. One that looks always sends a code once, and never again. */
  readonly looksWhenTold: boolean;
}): ReadingDesk {
  const { clock, log, looksFor, looksWhenTold } = world;
  const board = createStatusBoard<BarcodeScannerStatus>({ device: 'starting' });
  const readers = new Set<(outcome: Outcome<{ code: ScannedCode }>) => void>();
  let trigger: Trigger | undefined;
  let time: AbortController | undefined;
  let stirredAt = 0;
  let last: { readonly code: ScannedCode; readonly at: number } | undefined;
  /** When readings were called off of which a code may be on its way; of each it is one at most, and they come in order. */
  let calledOff: readonly number[] = [];

  function look() {
    if (time || !trigger || readers.size === 0) return;
    time = new AbortController();
    void keepLooking(trigger, time.signal);
    board.set({ device: 'online', scanner: 'on' });
  }

  async function keepLooking(it: Trigger, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      it.start();
      stirredAt = clock.now();
      while (!signal.aborted && clock.now() - stirredAt < looksFor) {
        await sleep(clock, stirredAt + looksFor - clock.now(), signal);
      }
    }
  }

  function leaveOff() {
    if (!time) return;
    time.abort();
    time = undefined;
    if (!trigger) return;
    trigger.stop();
    board.set({ device: 'online', scanner: 'off' });
  }

  function callOff() {
    if (time && looksWhenTold) calledOff = [...calledOff, clock.now()];
    leaveOff();
  }

  /** Whether the scan that has come may be that of a reading that was called off; it is made up for then. */
  function mayBeEarlier(): boolean {
    const [earliest, ...others] = calledOff.filter((at) => clock.now() - at < onItsWay);
    calledOff = others;
    return earliest !== undefined;
  }

  function settle(outcome: Outcome<{ code: ScannedCode }>) {
    const waiting = [...readers];
    readers.clear();
    leaveOff();
    for (const tell of waiting) tell(outcome);
  }

  const isSameShowing = ({ data, aim }: ScannedCode) =>
    last !== undefined && last.code.data === data && last.code.aim === aim && clock.now() - last.at < sameShowing;

  return {
    status: board.status,
    subscribe: board.subscribe,
    async read(signal) {
      await board.when(({ device }) => device !== 'starting', signal);
      if (signal.aborted) return failed('cancelled');
      const status = board.status();
      if ('fault' in status) return failed(status.fault);
      const settled = Promise.withResolvers<Outcome<{ code: ScannedCode }>>();
      const abort = () => {
        readers.delete(settled.resolve);
        if (readers.size === 0) callOff();
        settled.resolve(failed('cancelled'));
      };
      signal.addEventListener('abort', abort);
      readers.add(settled.resolve);
      look();
      const outcome = await settled.promise;
      signal.removeEventListener('abort', abort);
      return outcome;
    },
    up(it) {
      trigger = it;
      board.set({ device: 'online', scanner: 'off' });
    },
    down(fault) {
      trigger = undefined;
      calledOff = [];
      board.set({ device: fault === 'noDevice' || fault === 'hardwareError' ? fault : 'offline', fault });
      settle(failed(fault));
    },
    stirs() {
      stirredAt = clock.now();
    },
    readingTime: () => time,
    hear(scan, begunIn) {
      const isEarlier = mayBeEarlier();
      if (!time || begunIn !== time) return;
      const read = readScan(scan);
      // What is dropped is read once more if it is still held there: a scanner stops looking once it has found something.
      if (isEarlier || (read.ok && isSameShowing(read.code))) return trigger?.start();
      if (read.ok) {
        last = { code: read.code, at: clock.now() };
        settle({ ok: true, code: read.code });
      } else {
        log({ event: 'device.fault', device: 'barcodeScanner', fault: 'barcodeInvalid', cause: read.why });
        settle(failed('barcodeInvalid'));
      }
    },
  };
}
