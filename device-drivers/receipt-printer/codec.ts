/** ESC/POS commands in bytes: one layout a command, both ways. Parameters as in Epson's ESC/POS command reference. */
import type { Seen } from '../framing/framer.ts';
import { join } from '../framing/join.ts';
import type { CommandKind, PrinterCommand, PrinterCommands } from './command.ts';
import { bare, counted, fixed, type Layout, uint16, within } from './layout.ts';

const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;
const DLE = 0x10;
const qr = [GS, 0x28, 0x6b];
const graphics = [GS, 0x28, 0x4c];

const alignments = ['left', 'centre', 'right'] as const;
const levels = ['L', 'M', 'Q', 'H'] as const;
const inOrder = { paper: 1, drawer: 2 } as const;

const layouts: { readonly [Kind in Exclude<CommandKind, 'text'>]: Layout<PrinterCommands[Kind]> } = {
  initialise: bare(ESC, 0x40),
  lineFeed: bare(0x0a),
  chinese: {
    head: [FS],
    length: () => 1,
    write: ({ on }) => [on ? 0x26 : 0x2e],
    read: ([sign]) => (sign === 0x26 || sign === 0x2e ? { on: sign === 0x26 } : undefined),
  },
  align: fixed(
    [ESC, 0x61],
    1,
    ({ to }) => [alignments.indexOf(to)],
    ([n = 0]) => optional('to', alignments[n]),
  ),
  bold: fixed(
    [ESC, 0x45],
    1,
    ({ on }) => [on ? 1 : 0],
    ([n = 0]) => ({ on: (n & 1) === 1 }),
  ),
  size: fixed(
    [GS, 0x21],
    1,
    ({ width, height }) => [(within(width, 1, 8) - 1) * 16 + within(height, 1, 8) - 1],
    ([n = 0]) => ((n & 0x88) === 0 ? { width: (n >> 4) + 1, height: (n & 7) + 1 } : undefined),
  ),
  feedLines: fixed(
    [ESC, 0x64],
    1,
    ({ lines }) => [within(lines, 0, 255)],
    ([lines = 0]) => ({ lines }),
  ),
  cut: fixed(
    [GS, 0x56],
    2,
    ({ feed }) => [66, within(feed, 0, 255)],
    ([m, feed = 0]) => (m === 66 ? { feed } : undefined),
  ),
  qrModel: counted(
    qr,
    [0x31, 65],
    ({ model }) => [48 + model, 0],
    ([n1]) => (n1 === 49 || n1 === 50 ? { model: n1 === 49 ? 1 : 2 } : undefined),
  ),
  qrModule: counted(
    qr,
    [0x31, 67],
    ({ dots }) => [within(dots, 1, 16)],
    ([dots = 0]) => ({ dots }),
  ),
  qrCorrection: counted(
    qr,
    [0x31, 69],
    ({ level }) => [48 + levels.indexOf(level)],
    ([n = 0]) => optional('level', levels[n - 48]),
  ),
  qrStore: counted(
    qr,
    [0x31, 80, 48],
    ({ data }) => data,
    (rest) => ({ data: rest.slice() }),
  ),
  qrPrint: counted(
    qr,
    [0x31, 81, 48],
    () => [],
    () => ({}),
  ),
  raster: {
    head: [GS, 0x76, 0x30, 0],
    length: ([xl, xh, yl, yh]) =>
      xl === undefined || xh === undefined || yl === undefined || yh === undefined
        ? undefined
        : 4 + (xl + 256 * xh) * (yl + 256 * yh),
    write: ({ widthBytes, rows, data }) => [...uint16(widthBytes), ...uint16(rows), ...data],
    read: ([xl = 0, xh = 0, yl = 0, yh = 0, ...data]) => ({
      widthBytes: xl + 256 * xh,
      rows: yl + 256 * yh,
      data: Uint8Array.from(data),
    }),
  },
  graphicsStore: counted(
    graphics,
    [48, 112, 48, 1, 1, 49],
    ({ width, height, data }) => [...uint16(width), ...uint16(height), ...data],
    ([xl = 0, xh = 0, yl = 0, yh = 0, ...data]) => ({
      width: xl + 256 * xh,
      height: yl + 256 * yh,
      data: Uint8Array.from(data),
    }),
  ),
  graphicsPrint: counted(
    graphics,
    [48, 50],
    () => [],
    () => ({}),
  ),
  processId: counted(
    [GS, 0x28, 0x48],
    [48, 48],
    ({ id }) => processIdBytes(id),
    (rest) =>
      optional('id', rest.length === 4 ? /^[\x20-\x7e]{4}$/.exec(String.fromCharCode(...rest))?.[0] : undefined),
  ),
  automaticStatus: fixed(
    [GS, 0x61],
    1,
    ({ items }) => [within(items, 0, 255)],
    ([items = 0]) => ({ items }),
  ),
  statusInOrder: fixed(
    [GS, 0x72],
    1,
    ({ of }) => [inOrder[of]],
    ([n]) => (n === 1 || n === 49 ? { of: 'paper' } : n === 2 || n === 50 ? { of: 'drawer' } : undefined),
  ),
  realTimeStatus: fixed(
    [DLE, 0x04],
    1,
    ({ of }) => [of],
    ([n]) => (n === 1 || n === 2 || n === 3 || n === 4 ? { of: n } : undefined),
  ),
  recover: fixed(
    [DLE, 0x05],
    1,
    ({ clearing }) => [clearing ? 2 : 1],
    ([n]) => (n === 1 || n === 2 ? { clearing: n === 2 } : undefined),
  ),
  clearBuffers: bare(DLE, 0x14, 8, 1, 3, 20, 1, 6, 2, 8),
};
const kinds = Object.keys(layouts) as readonly (keyof typeof layouts)[];

/** The bytes of the commands, one after another. Throws a RangeError for a parameter the command does not have. */
export const encode = (commands: readonly PrinterCommand[]): Uint8Array => join(commands.map(encodeOne));

function encodeOne(command: PrinterCommand): Uint8Array {
  if (command.kind === 'text') return command.bytes;
  const { head, write } = layouts[command.kind] as Layout<PrinterCommand>;
  return join([Uint8Array.from(head), Uint8Array.from(write(command))]);
}

/** A picture of 576 dots and 900 rows is the longest command a driver could reasonably send. */
export const longestCommand = 65_536;

/** Finds the command at the front of a printer's input. A command of a known head with an unknown function is skipped. */
export function lookForCommand(bytes: Uint8Array): Seen<PrinterCommand> {
  const first = bytes[0] ?? 0;
  if (first >= 0x20) {
    const end = bytes.findIndex((byte) => byte < 0x20);
    const take = end < 0 ? bytes.length : end;
    return { take, frame: { kind: 'text', bytes: bytes.slice(0, take) } };
  }
  if (first === 0x0d) return { take: 1 };
  let skip: number | undefined;
  let unfinished = false;
  for (const kind of kinds) {
    const { head, length, read } = layouts[kind] as Layout<object>;
    const common = head.slice(0, bytes.length);
    if (!common.every((byte, at) => byte === bytes[at])) continue;
    const rest = bytes.subarray(head.length);
    const count = common.length < head.length ? undefined : length(rest);
    if (count === undefined || rest.length < count) {
      unfinished = true;
      continue;
    }
    const parameters = read(rest.subarray(0, count));
    const take = head.length + count;
    if (parameters) return { take, frame: { kind, ...parameters } as PrinterCommand };
    skip = take;
  }
  if (unfinished) return 'more';
  return skip === undefined ? 'noise' : { take: skip };
}

function processIdBytes(id: string): readonly number[] {
  if (!/^[\x20-\x7e]{4}$/.test(id)) throw new RangeError(`"${id}" is not four characters from 20 to 7E`);
  return Array.from(id, (character) => character.charCodeAt(0));
}

const optional = <Name extends string, T>(name: Name, value: T | undefined) =>
  value === undefined ? undefined : ({ [name]: value } as Record<Name, T>);
