import { join } from '../../../device-drivers/framing/join.ts';
import { encodeText } from '../../../device-drivers/receipt-printer/text.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);
const LF = bytes(0x0a);
const left = bytes(0x1b, 0x61, 0);
const centre = bytes(0x1b, 0x61, 1);
const double = bytes(0x1d, 0x21, 0x11);
const single = bytes(0x1d, 0x21, 0x00);
const bold = bytes(0x1b, 0x45, 1);
const light = bytes(0x1b, 0x45, 0);
const line = (text: string) => join([encodeText(text), LF]);
const rule = line('-'.repeat(48));

const order = '20261102-7K3M9Q2XAB';
const code = new TextEncoder().encode(`KIOSK:ORDER:${order}`);

/**
 * The bench's slip as somebody would write it down who counts every byte: each mode set once for as long as it holds, in
 * commands that work on Chinese characters too (ESC ! does not), the code as Epson's reference sets it up, cut, and
 * confirmed on paper by a process id.
 */
export const handWritten: Uint8Array = join([
  bytes(0x1b, 0x40, 0x1c, 0x26),
  centre,
  line('南京鼓楼医院'),
  double,
  line('挂号凭条'),
  single,
  rule,
  line('排队号'),
  double,
  bold,
  line('A017'),
  single,
  light,
  left,
  line('姓名  张*三'),
  line('金额  ￥25.00'),
  line('时间  2026-11-03 08:30-09:00'),
  line('科室  心血管内科'),
  line('医生  沈知行'),
  line('地点  门诊楼二层东区'),
  rule,
  centre,
  bold,
  line('请到门诊楼二层东区候诊'),
  light,
  bytes(0x1d, 0x28, 0x6b, 4, 0, 0x31, 65, 50, 0),
  bytes(0x1d, 0x28, 0x6b, 3, 0, 0x31, 67, 6),
  bytes(0x1d, 0x28, 0x6b, 3, 0, 0x31, 69, 49),
  bytes(0x1d, 0x28, 0x6b, code.length + 3, 0, 0x31, 80, 48),
  code,
  bytes(0x1d, 0x28, 0x6b, 3, 0, 0x31, 81, 48),
  line(order),
  line('2026-11-02 08:15 NJGL-OPD1-03'),
  bytes(0x1d, 0x56, 66, 0),
  bytes(0x1d, 0x28, 0x48, 6, 0, 48, 48, 0x30, 0x30, 0x30, 0x31),
]);
