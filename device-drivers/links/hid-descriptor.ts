/**
 * Report descriptors ("Device Class Definition for HID 1.11", section 6.2.2): which bits of which report mean what.
 * Only what finding fields needs is read; collections, units and limits are passed over.
 */

export interface HidField {
  readonly kind: 'input' | 'output' | 'feature';
  /** 0 where the device numbers no reports. */
  readonly reportId: number;
  readonly usagePage: number;
  readonly usage: number;
  /** Bits from the beginning of the report's data, its id not counted. */
  readonly at: number;
  /** Bits of one value. */
  readonly size: number;
  /** Values one after another. */
  readonly count: number;
}

interface Globals {
  usagePage: number;
  size: number;
  count: number;
  reportId: number;
}

const kinds: Readonly<Record<number, HidField['kind']>> = { 8: 'input', 9: 'output', 11: 'feature' };
/** No device here has a longer report, or more fields in one item; a descriptor that says so is damaged. */
const longest = { bits: 65_536, usages: 256, pushed: 16 };
const constant = 0x01;

/** The fields of a descriptor, in its order; of a damaged one those before the damage. Padding is counted, not given. */
export function readDescriptor(bytes: Uint8Array): readonly HidField[] {
  const fields: HidField[] = [];
  const ends = new Map<string, number>();
  const pushed: Globals[] = [];
  let globals: Globals = { usagePage: 0, size: 0, count: 0, reportId: 0 };
  let usages: number[] = [];
  let lowest = 0;

  function place(kind: HidField['kind'], flags: number): boolean {
    const { size, count, reportId } = globals;
    const report = `${kind} ${reportId}`;
    const at = ends.get(report) ?? 0;
    if (at + size * count > longest.bits) return false;
    ends.set(report, at + size * count);
    if ((flags & constant) !== 0 || count === 0) return true;
    // Each usage names one value; the last one all that are left.
    for (const [i, usage] of usages.slice(0, count).entries()) {
      const isLast = i === Math.min(usages.length, count) - 1;
      const page = usage > 0xffff ? Math.floor(usage / 0x10000) : globals.usagePage;
      const place = { at: at + i * size, size, count: isLast ? count - i : 1 };
      fields.push({ kind, reportId, usagePage: page, usage: usage & 0xffff, ...place });
    }
    return true;
  }

  function read(tag: number, type: number, value: number): boolean {
    if (type === 0) {
      const kind = kinds[tag];
      const good = kind === undefined || place(kind, value);
      usages = [];
      return good;
    }
    if (type === 1) {
      if (tag === 0) globals = { ...globals, usagePage: value };
      else if (tag === 7) globals = { ...globals, size: value };
      else if (tag === 8) globals = { ...globals, reportId: value };
      else if (tag === 9) globals = { ...globals, count: value };
      else if (tag === 10 && pushed.length < longest.pushed) pushed.push(globals);
      else if (tag === 11) globals = pushed.pop() ?? globals;
      return true;
    }
    if (tag === 0) usages.push(value);
    else if (tag === 1) lowest = value;
    else if (tag === 2) {
      if (value - lowest >= longest.usages) return false;
      for (let usage = lowest; usage <= value; usage++) usages.push(usage);
    }
    return usages.length <= longest.usages;
  }

  let at = 0;
  while (at < bytes.length) {
    const head = bytes[at] ?? 0;
    // A long item names its own length; none is defined.
    if (head === 0xfe) {
      at += 3 + (bytes[at + 1] ?? 0);
      continue;
    }
    const length = [0, 1, 2, 4][head & 0x03] ?? 0;
    if (at + 1 + length > bytes.length) break;
    let value = 0;
    for (let i = length; i > 0; i--) value = value * 256 + (bytes[at + i] ?? 0);
    if (!read(head >> 4, (head >> 2) & 0x03, value)) break;
    at += 1 + length;
  }
  return fields;
}
