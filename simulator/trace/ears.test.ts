/** Whole visits: what the ears hear is what goes over the wires, byte for byte. */
import { expect, test } from 'vitest';
import { type DeviceKind, deviceKinds } from '../../device-drivers/contract/device-event.ts';
import { join } from '../../device-drivers/framing/join.ts';
import { decode } from '../../device-drivers/ipp-printer/codec.ts';
import { people } from '../../seeds/people.ts';
import { type Kiosk, openKiosk } from '../../tests/kiosk.ts';
import { createPlugBoard } from '../devices/plug-board.ts';
import { createEars, type Ears } from './ears.ts';
import type { TracedFrame } from './frame.ts';
import { hexOf } from './hex.ts';
import { createTrace, type Trace } from './trace.ts';
import { createTraceTrial } from './trace-trial.ts';

/** A wire from the host's end: what it said and heard, by the socket's name. */
type Wire = (name: string, direction: TracedFrame['direction'], bytes: Uint8Array) => void;

/** Boards whose wires are tapped at the host's end, outside the ears. */
const tapped = (ears: Ears, wire: Wire): Ears => ({
  lines: (board) => {
    const heard = ears.lines(board);
    return {
      ...heard,
      async openLink(address) {
        const link = await heard.openLink(address);
        return {
          ...link,
          write(bytes) {
            wire(address, 'toDevice', bytes);
            link.write(bytes);
          },
          onData: (listener) =>
            link.onData((chunk) => {
              wire(address, 'fromDevice', chunk);
              listener(chunk);
            }),
        };
      },
    };
  },
  usb: (board) => {
    const heard = ears.usb(board);
    const report = (id: number, data: Uint8Array) => (id === 0 ? data : Uint8Array.of(id, ...data));
    return {
      ...heard,
      async openHid(address) {
        const link = await heard.openHid(address);
        return {
          ...link,
          sendOutput(id, data) {
            wire(address, 'toDevice', report(id, data));
            link.sendOutput(id, data);
          },
          sendFeature(id, data) {
            wire(address, 'toDevice', report(id, data));
            return link.sendFeature(id, data);
          },
          async getFeature(id, length) {
            const got = await link.getFeature(id, length);
            if (got.ok) wire(address, 'fromDevice', report(id, got.data));
            return got;
          },
          onInput: (listener) =>
            link.onInput((bytes) => {
              wire(address, 'fromDevice', bytes);
              listener(bytes);
            }),
        };
      },
    };
  },
  chips: (board) => {
    const heard = ears.chips(board);
    return {
      ...heard,
      async openPcsc(address) {
        const link = await heard.openPcsc(address);
        return {
          ...link,
          async transmit(command) {
            wire(address, 'toDevice', command);
            const answer = await link.transmit(command);
            if (answer.ok) wire(address, 'fromDevice', answer.bytes);
            return answer;
          },
        };
      },
    };
  },
  network: (board) => {
    const heard = ears.network(board);
    return {
      ...heard,
      async post(address, body, signal) {
        const { length } = decode(body)?.document ?? { length: 0 };
        wire(address, 'toDevice', body.subarray(0, body.length - length));
        const posted = await heard.post(address, body, signal);
        if (posted.ok) wire(address, 'fromDevice', posted.body);
        return posted;
      },
    };
  },
});

const names = {
  idCardReader: 'id-card-reader',
  receiptPrinter: 'receipt-printer',
  cardDispenser: 'card-dispenser',
  chipCardReader: 'chip-card-reader',
  magneticCardReader: 'magnetic-card-reader',
  barcodeScanner: 'barcode-scanner',
  reportPrinter: 'report-printer',
} as const satisfies Record<DeviceKind, string>;

async function tappedKiosk(noise: number): Promise<{
  kiosk: Kiosk;
  trace: Trace;
  wire: (device: DeviceKind, direction: TracedFrame['direction']) => string;
}> {
  const chunks = new Map<string, Uint8Array[]>();
  const keyOf = (address: string, direction: string) => `${address} ${direction}`;
  let trace = createTrace({ now: () => 0 });
  const kiosk = await openKiosk({
    manners: { chunks: true, noise, flips: 0 },
    ears(clock) {
      trace = createTrace({ now: clock.now });
      return tapped(createEars(trace), (address, direction, bytes) => {
        const key = keyOf(address, direction);
        chunks.set(key, [...(chunks.get(key) ?? []), bytes.slice()]);
      });
    },
  });
  return {
    kiosk,
    trace,
    wire: (device, direction) => hexOf(join(chunks.get(keyOf(`memory:${names[device]}`, direction)) ?? [])),
  };
}

async function threeVisits(kiosk: Kiosk): Promise<void> {
  await kiosk.toPayment();
  kiosk.pay();
  await kiosk.until('farewell');
  await kiosk.leave();

  const newcomer = people.findIndex(({ record }) => record === undefined);
  kiosk.comeFor('card', newcomer);
  await kiosk.until('enterNumber');
  kiosk.tap({ kind: 'enter', text: '13800138000' });
  await kiosk.until('review');
  kiosk.pick('agree');
  await kiosk.until('review');
  kiosk.pick('issueCard');
  await kiosk.until('pay');
  kiosk.pay();
  await kiosk.until('takeCard');
  kiosk.world.shelf.cardDispenser.take();
  await kiosk.until('farewell');
  await kiosk.leave();

  kiosk.comeFor('report', 0, 'stripe');
  const { choices } = await kiosk.until('chooseSome');
  for (const { id } of choices.filter(({ open }) => open).slice(0, 2)) kiosk.pick(id);
  kiosk.tap({ kind: 'confirm' });
  await kiosk.until('farewell');
  await kiosk.leave();

  kiosk.comeFor('payment', 0, 'socialSecurity');
  await kiosk.until('chooseSome');
  kiosk.tap({ kind: 'confirm' });
  await kiosk.until('review');
  kiosk.pick('pay');
  await kiosk.until('pay');
  kiosk.scan('130000000000000001');
  await kiosk.until('farewell');
  await kiosk.leave();
}

test.each([
  ['clean', 0],
  ['noisy', 0.3],
])('%s lines: all bytes, in order, both ways', async (_, noise) => {
  const { kiosk, trace, wire } = await tappedKiosk(noise);
  await threeVisits(kiosk);
  await kiosk.quiet();
  const frames = trace.frames();
  expect(frames.map(({ seq }) => seq)).toEqual(frames.map((_, at) => at + 1));
  for (const device of deviceKinds) {
    for (const direction of ['toDevice', 'fromDevice'] as const) {
      const heard = frames.filter((frame) => frame.device === device && frame.direction === direction);
      const bytes = heard.map(({ hex }) => hex).join('');
      expect(bytes.length, `${device} ${direction}`).toBeGreaterThan(0);
      expect(bytes === wire(device, direction), `${device} ${direction}`).toBe(true);
    }
  }
  const noisy = frames.filter(({ kind }) => kind === 'noise');
  expect(noisy.length > 0).toBe(noise > 0);
  // Whoever speaks over a noisy line is understood all the same.
  const unknown = frames.filter(({ words, kind }) => kind === 'frame' && words.includes('unknown'));
  expect(unknown).toEqual([]);
});

test('a device plugged in again is heard again; one under another name is not', async () => {
  const { clock, trace, shelf } = createTraceTrial();
  const said = () => trace.frames().flatMap(({ device, words }) => (device === 'idCardReader' ? [words] : []));
  const { boards, idCardReader } = shelf;
  await boards.lines.openLink('memory:id-card-reader');
  shelf.unplug('idCardReader');
  await clock.advance(0);
  shelf.plugIn('idCardReader');
  const link = await boards.lines.openLink('memory:id-card-reader');
  link.close();
  await clock.advance(0);
  expect(said()).toEqual(['line opened', 'line closed', 'line opened', 'line closed']);
  const closings = trace.frames().filter(({ words }) => words === 'line closed');
  expect(closings.map(({ direction }) => direction)).toEqual(['fromDevice', 'toDevice']);
  boards.lines.plug('another', idCardReader);
  await boards.lines.openLink('memory:another');
  expect(said()).toHaveLength(4);
});

test('a board hands on what it is not asked to listen to', () => {
  const ears = createEars(createTrace({ now: () => 0 }));
  const board = createPlugBoard();
  expect(ears.lines(board).openLink).toBe(board.openLink);
});
