import { type Clock, sleep } from '../contract/clock.ts';
import type { DeviceLog } from '../contract/device-event.ts';
import { type Fault, failed, type Outcome } from '../contract/fault.ts';
import type { MagneticCardReader, MagneticCardReaderStatus, Tracks } from '../contract/magnetic-card-reader.ts';
import type { HidLink, OpenHid } from '../links/hid.ts';
import { requestInTime } from '../links/hid-request.ts';
import { type Ending, keepLink } from '../links/standing-link.ts';
import { createStatusBoard } from '../status/status-board.ts';
import {
  type Answer,
  type Command,
  decodeAnswer,
  decodeSwipe,
  encodeCommand,
  featureLength,
  type Swipe,
} from './codec.ts';
import { tracksOf } from './track.ts';

/** Milliseconds. After a reset the reader leaves the bus and comes back, so that its link closes; or else it is asked. */
const delays = { answer: 1_000, afterReset: 3_000, look: 30_000 };
const tries = 3;

const askWhoItIs: Command = { kind: 'getProperty', property: 'softwareId' };

export interface MagtekReaderOptions {
  readonly openHid: OpenHid;
  readonly address: string;
  readonly clock: Clock;
  readonly log: DeviceLog;
}

/**
 * Driver of a MagTek swipe reader in HID mode. Every half minute it is asked for its software's name. One that reports a
 * failure is reset once; one that does so again, or stays silent, is opened anew after growing pauses.
 */
export function createMagtekReader(options: MagtekReaderOptions): MagneticCardReader {
  const { openHid, address, clock, log } = options;
  const board = createStatusBoard<MagneticCardReaderStatus>({ device: 'starting' });
  const readers = new Set<(outcome: Outcome<{ tracks: Tracks }>) => void>();

  const down = (fault: Fault) => {
    board.set({ device: fault === 'noDevice' || fault === 'hardwareError' ? fault : 'offline', fault });
    settle(failed(fault));
  };
  const standing = keepLink<HidLink>({
    device: 'magneticCardReader',
    openLink: openHid,
    address,
    clock,
    log,
    serve,
    down,
  });

  function settle(outcome: Outcome<{ tracks: Tracks }>) {
    const waiting = [...readers];
    readers.clear();
    for (const tell of waiting) tell(outcome);
  }

  function hear(swipe: Swipe) {
    if (readers.size === 0) return;
    const tracks = tracksOf(swipe);
    const all = [tracks.track1, tracks.track2, tracks.track3];
    if (all.some((track) => track?.status === 'ok')) return settle({ ok: true, tracks });
    const fault = all.some((track) => track?.status === 'dataInvalid') ? 'cardUnreadable' : 'cardInvalid';
    log({ event: 'device.fault', device: 'magneticCardReader', fault });
    settle(failed(fault));
  }

  async function serve(link: HidLink, up: () => void, log: DeviceLog): Promise<Ending> {
    const ended = Promise.withResolvers<Ending>();
    const over = new AbortController();
    const end = (reason: Ending) => {
      ended.resolve(reason);
      over.abort();
    };
    link.onClose((cause) => end({ fault: 'offline', cause }));
    link.onInput((report) => {
      const swipe = decodeSwipe(report);
      if (swipe) hear(swipe);
      else log({ event: 'device.noise', device: 'magneticCardReader', bytes: report.length });
    });

    /** The request is refused on the bus until it is carried out: the answer can be had at once. */
    const askOnce = async (command: Command): Promise<Outcome<{ readonly answer: Answer }>> => {
      const sent = await link.sendFeature(0, encodeCommand(command));
      if (!sent.ok) return sent;
      const got = await link.getFeature(0, featureLength);
      if (!got.ok) return got;
      const answer = decodeAnswer(got.data);
      return answer ? { ok: true, answer } : failed('protocolError');
    };
    const ask = (command: Command) =>
      requestInTime({
        clock,
        timeOut: delays.answer,
        tries,
        ask: () => askOnce(command),
        onRetry: (attempt) => log({ event: 'device.retry', device: 'magneticCardReader', attempt }),
      });

    /** Whether it is well, or is well after one reset; ends the conversation when it is not. */
    async function isWell(): Promise<boolean> {
      for (const attempt of [1, 2]) {
        const asked = await ask(askWhoItIs);
        if (asked.ok && asked.answer.result === 'ok') return true;
        if (!asked.ok) {
          end({ fault: asked.fault, cause: 'the reader does not tell its software id' });
          return false;
        }
        if (attempt === 2) break;
        await ask({ kind: 'reset' });
        await sleep(clock, delays.afterReset, over.signal);
        if (over.signal.aborted) return false;
      }
      end({ fault: 'hardwareError', cause: 'the reader reports a failure after a reset' });
      return false;
    }

    if (await isWell()) {
      board.set({ device: 'online' });
      up();
      while (!over.signal.aborted) {
        await sleep(clock, delays.look, over.signal);
        if (!over.signal.aborted) await isWell();
      }
    }
    return ended.promise;
  }

  return {
    status: board.status,
    subscribe: board.subscribe,
    async read(signal) {
      await board.when(({ device }) => device !== 'starting', signal);
      if (signal.aborted) return failed('cancelled');
      const status = board.status();
      if ('fault' in status) return failed(status.fault);
      const settled = Promise.withResolvers<Outcome<{ tracks: Tracks }>>();
      const abort = () => {
        readers.delete(settled.resolve);
        settled.resolve(failed('cancelled'));
      };
      signal.addEventListener('abort', abort);
      readers.add(settled.resolve);
      const outcome = await settled.promise;
      signal.removeEventListener('abort', abort);
      return outcome;
    },
    close() {
      standing.close();
      down('offline');
    },
  };
}
