import type { DeviceKind } from '../../../device-drivers/contract/device-event.ts';
import { fromHex } from '../../../device-drivers/framing/hex.ts';
import { join } from '../../../device-drivers/framing/join.ts';
import { decode } from '../../../device-drivers/ipp-printer/codec.ts';
import { operations } from '../../../device-drivers/ipp-printer/command.ts';
import type { HidLink } from '../../../device-drivers/links/hid.ts';
import type { PostIpp } from '../../../device-drivers/links/ipp.ts';
import type { Link } from '../../../device-drivers/links/link.ts';
import type { PcscLink } from '../../../device-drivers/links/pcsc.ts';
import type { VirtualShelf } from '../../devices/virtual-shelf.ts';
import { cardReset } from '../ears/pcsc-ear.ts';
import type { TracedFrame } from '../frame.ts';
import { readHead } from '../hid-language.ts';
import { emptyPage } from './empty-page.ts';

/** The host's part in a replay. It says what it is told and does not listen: ears at the device do. */
export interface Host {
  /** Opens its line; when it has one already it stays with that. */
  open(): Promise<void>;
  /** What a trace says was said in one go. A trace that begins in the middle has no opening: it is opened here. */
  say(frames: readonly TracedFrame[]): Promise<void>;
  close(): void;
}

export function hostOf(device: DeviceKind, { links, config }: VirtualShelf): Host {
  const { address } = config[device];
  switch (device) {
    case 'idCardReader':
    case 'cardDispenser':
      return standing(() => links.openLink(address), sayFrames);
    case 'receiptPrinter':
      return standing(() => links.openLink(address), sayCommands);
    case 'magneticCardReader':
    case 'barcodeScanner':
      return standing(() => links.openHid(address), sayToHid);
    case 'chipCardReader':
      return standing(() => links.openPcsc(address), sayToCard);
    case 'reportPrinter':
      return posting(links.postIpp, address);
  }
}

function standing<L extends { close(): void; onClose(listener: () => void): void }>(
  openLink: () => Promise<L>,
  say: (link: L, frames: readonly TracedFrame[]) => void,
): Host {
  let link: L | undefined;
  async function opened(): Promise<L> {
    if (link) return link;
    const fresh = await openLink();
    fresh.onClose(() => {
      if (link === fresh) link = undefined;
    });
    link = fresh;
    return fresh;
  }
  return {
    open: async () => {
      await opened();
    },
    say: async (frames) => say(await opened(), frames),
    close: () => link?.close(),
  };
}

function sayFrames(link: Link, frames: readonly TracedFrame[]): void {
  for (const { hex } of frames) link.write(fromHex(hex));
}

/**
 * A slip's lines were one chunk, and are one again: a printer begins when it has come. Real-time commands (DLE) come by
 * themselves, since they are carried out before what stands in the same chunk.
 */
function sayCommands(link: Link, frames: readonly TracedFrame[]): void {
  const chunks: Uint8Array[][] = [];
  let goesOn = false;
  for (const { hex } of frames) {
    const bytes = fromHex(hex);
    const isRealTime = bytes[0] === DLE;
    const chunk = chunks.at(-1);
    if (chunk && goesOn && !isRealTime) chunk.push(bytes);
    else chunks.push([bytes]);
    goesOn = !isRealTime;
  }
  for (const chunk of chunks) link.write(join(chunk));
}
const DLE = 0x10;

function sayToHid(link: HidLink, frames: readonly TracedFrame[]): void {
  for (const { words, hex } of frames) {
    const head = readHead(words);
    if (!head) continue;
    const { kind, id } = head;
    const data = fromHex(hex).subarray(id === 0 ? 0 : 1);
    if (kind === 'output') link.sendOutput(id, data);
    if (kind === 'set feature') void link.sendFeature(id, data);
    if (kind === 'get feature') void link.getFeature(id, longestFeature);
  }
}
const longestFeature = 64;

function sayToCard(link: PcscLink, frames: readonly TracedFrame[]): void {
  for (const { kind, words, hex } of frames) {
    if (kind !== 'event') void link.transmit(fromHex(hex));
    else if (words === cardReset) void link.reset();
  }
}

function posting(post: PostIpp, address: string): Host {
  const over = new AbortController();
  return {
    open: async () => {},
    async say(frames) {
      for (const { kind, hex } of frames) {
        if (kind === 'event') continue;
        const attributes = fromHex(hex);
        const isJob = decode(attributes)?.code === operations.printJob;
        void post(address, isJob ? join([attributes, emptyPage]) : attributes, over.signal);
      }
    },
    close: () => over.abort(),
  };
}
