import type { BarcodeScanner } from '../contract/barcode-scanner.ts';
import { type Clock, sleep } from '../contract/clock.ts';
import type { DeviceLog } from '../contract/device-event.ts';
import { createExchange, type Question } from '../exchange/exchange.ts';
import { createFramer } from '../framing/framer.ts';
import type { Link, OpenLink } from '../links/link.ts';
import { type Ending, keepLink } from '../links/standing-link.ts';
import { createReadingDesk, type ReadingTime } from '../scanning/reading-desk.ts';
import { type AimPrefix, createAssembly } from './assembly.ts';
import { bareTrigger, encodeSetup, engineTrigger, type SetupAnswer, type TriggerBytes } from './codec.ts';
import { longestAnswer, lookForPiece } from './frame.ts';

/** What differs between serial scanners. */
export interface SerialScannerProfile {
  /** How it is told to look for a code; one without this looks all the time. */
  readonly trigger?: TriggerBytes;
  /** Whether it answers setup commands, by which it is known to be there. */
  readonly answersSetup: boolean;
  readonly aimPrefix: AimPrefix;
  /** What it sends when it has found no code, if anything. */
  readonly noRead?: string;
  /** Milliseconds after which it is told again, less than it looks for a code by itself. */
  readonly looksFor: number;
}

/** Engines of the NLS-EM and NLS-FM series give up looking 3 seconds after the trigger, as delivered. */
export const newlandProfile: SerialScannerProfile = {
  trigger: engineTrigger,
  answersSetup: true,
  aimPrefix: 'either',
  looksFor: 2_500,
};

const triggerSetting = (entry: string) =>
  encodeSetup({ storage: 'temporary', settings: [{ tag: 'SCN', entries: [entry] }] });

/** Those whose firmware is triggered by a setup command. */
export const newlandSetupTriggerProfile: SerialScannerProfile = {
  ...newlandProfile,
  trigger: { start: triggerSetting('TRG1'), stop: triggerSetting('TRG0') },
};

/** Engines that know single letters and nothing else (ZKTeco ZKB200 manual). Whether one is there cannot be asked. */
export const bareEngineProfile: SerialScannerProfile = {
  ...newlandProfile,
  trigger: bareTrigger,
  answersSetup: false,
  noRead: '%%NoRead',
};

/**
 * Milliseconds. A serial line has no gaps in a code: what stays half for long has lost its end, unless this machine was
 * too busy to read on (`nextByte`), which it is not for so long (`otherHalf`).
 */
const delays = { nextByte: 300, otherHalf: 3_000, longSilence: 30_000, lookAgain: 5_000 };

/** Asks whether Code 11 is enabled: of no interest, but every model answers. */
const greeting: Question<SetupAnswer, SetupAnswer> = {
  bytes: encodeSetup({ storage: 'temporary', settings: [{ tag: 'C11', entries: ['ENA*'] }] }),
  settle: (answer) => (answer.settings[0]?.tag === 'C11' ? answer : undefined),
  timeOut: 500,
  tries: 3,
};

export interface NewlandScannerOptions {
  readonly openLink: OpenLink;
  readonly address: string;
  readonly clock: Clock;
  readonly log: DeviceLog;
  readonly profile?: SerialScannerProfile;
}

/**
 * Driver of a serial barcode scanner or engine, Newland's or one that behaves like it. There is no command that resets
 * it: one that does not answer is opened anew, after growing pauses. Between readings a scanner that has been silent for
 * long is asked whether it is still there; during a reading it is not, since a setup command makes it leave off.
 */
export function createNewlandScanner(options: NewlandScannerOptions): BarcodeScanner {
  const { openLink, address, clock, log, profile = newlandProfile } = options;
  const looksWhenTold = profile.trigger !== undefined;
  const desk = createReadingDesk({ clock, log, looksFor: profile.looksFor, looksWhenTold });
  const standing = keepLink<Link>({ device: 'barcodeScanner', openLink, address, clock, log, serve, down: desk.down });

  async function serve(link: Link, up: () => void, log: DeviceLog): Promise<Ending> {
    const ending = Promise.withResolvers<Ending>();
    const over = new AbortController();
    const exchange = createExchange<SetupAnswer>({
      clock,
      send: link.write,
      onRetry: (attempt) => log({ event: 'device.retry', device: 'barcodeScanner', attempt }),
    });
    const end = (reason: Ending) => {
      exchange.end(reason.fault);
      ending.resolve(reason);
      over.abort();
    };
    link.onClose((cause) => end({ fault: 'offline', cause }));
    const heardAt = listen(link, log, exchange.hear, over.signal);

    const isThere = async (): Promise<boolean> => {
      if (!profile.answersSetup) return !over.signal.aborted;
      const asked = await exchange.ask(greeting);
      if (!asked.ok) end({ fault: asked.fault, cause: 'the scanner does not answer setup commands' });
      return asked.ok;
    };
    if (await isThere()) {
      const { trigger } = profile;
      desk.up({ start: () => trigger && link.write(trigger.start), stop: () => trigger && link.write(trigger.stop) });
      up();
      while (profile.answersSetup && !over.signal.aborted) {
        const quietFor = clock.now() - heardAt();
        if (quietFor >= delays.longSilence && !desk.readingTime()) await isThere();
        else await sleep(clock, Math.max(delays.longSilence - quietFor, delays.lookAgain), over.signal);
      }
    }
    return ending.promise;
  }

  /** Gives when the scanner was last heard. */
  function listen(link: Link, log: DeviceLog, hear: (answer: SetupAnswer) => boolean, over: AbortSignal): () => number {
    const framer = createFramer(lookForPiece, longestAnswer);
    const assembly = createAssembly(profile.aimPrefix);
    const noRead = profile.noRead === undefined ? undefined : new TextEncoder().encode(profile.noRead);
    let heardAt = clock.now();
    let begunIn: ReadingTime;
    let cancelSilence = () => {};
    const noise = (bytes: number) => {
      if (bytes > 0) log({ event: 'device.noise', device: 'barcodeScanner', bytes });
    };
    link.onData((chunk) => {
      heardAt = clock.now();
      desk.stirs();
      cancelSilence();
      let stray = 0;
      for (const piece of framer.push(chunk).frames) {
        if (piece.kind === 'answer' && !assembly.holds()) hear(piece.answer);
        if (!assembly.holds()) begunIn = desk.readingTime();
        const { scan, noise: bytes } = assembly.push(piece);
        stray += bytes;
        const isNoRead = scan?.kind === 'code' && noRead?.toString() === scan.data.toString();
        if (scan && !isNoRead) desk.hear(scan, begunIn);
      }
      noise(stray);
      cancelSilence = clock.after(delays.nextByte, () => {
        noise(framer.reset() + assembly.breakOff());
        cancelSilence = clock.after(delays.otherHalf, assembly.forget);
      });
    });
    over.addEventListener('abort', () => cancelSilence());
    return () => heardAt;
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
