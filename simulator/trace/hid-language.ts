/** An output or feature report. `id` is 0 where the device numbers none. */
export interface HidReport {
  readonly id: number;
  readonly data: Uint8Array;
}

/** What HID reports say, without their heads; undefined for those that mean nothing in the device's language. */
export interface HidLanguage {
  /** An input report as it comes over USB: its id first where the device numbers its reports. */
  input(report: Uint8Array): string | undefined;
  output(report: HidReport): string | undefined;
  setFeature(report: HidReport): string | undefined;
  /** A feature report that the device gives. */
  feature(report: HidReport): string | undefined;
}

const kinds = ['output', 'set feature', 'get feature', 'feature', 'input'] as const;
export type ReportKind = (typeof kinds)[number];

/**
 * What the words of a HID frame begin with, `set feature fe`, because its bytes do not tell it. A device that numbers no
 * reports has no id in them, and none in its frames.
 */
export const headOf = (kind: ReportKind, id: number): string =>
  id === 0 ? kind : `${kind} ${id.toString(16).padStart(2, '0')}`;

const head = new RegExp(`^(${kinds.join('|')})(?: ([0-9a-f]{2}))?(?:: |$)`);

/** The head of a HID frame's words, or undefined when they have none. */
export function readHead(words: string): { readonly kind: ReportKind; readonly id: number } | undefined {
  const [, name, id = '0'] = head.exec(words) ?? [];
  const kind = kinds.find((it) => it === name);
  return kind && { kind, id: Number.parseInt(id, 16) };
}
