/**
 * Events of /dev/uhid, by which a program gives the Linux kernel a HID device (linux/uhid.h, `struct uhid_event`: a type
 * and a packed union, in the machine's byte order, which is little endian wherever kiosks run).
 */

/** What the kernel asks of the device. */
export type UhidRequest =
  | { readonly kind: 'start' | 'stop' | 'open' | 'close' }
  | { readonly kind: 'output'; readonly report: Uint8Array }
  | { readonly kind: 'getReport'; readonly request: number; readonly id: number }
  | { readonly kind: 'setReport'; readonly request: number; readonly id: number; readonly report: Uint8Array };

/** The longest event: type, and `uhid_create2_req`. */
export const uhidEventLength = 4_376;

const types = {
  destroy: 1,
  start: 2,
  stop: 3,
  open: 4,
  close: 5,
  output: 6,
  getReport: 9,
  getReportReply: 10,
  create2: 11,
  input2: 12,
  setReport: 13,
  setReportReply: 14,
};
const usbBus = 0x03;
const most = 4_096;
const ioError = 5;

function event(type: number, write: (view: DataView, bytes: Uint8Array) => void): Uint8Array {
  const bytes = new Uint8Array(uhidEventLength);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, type, true);
  write(view, bytes);
  return bytes;
}

export const createEvent = (device: {
  readonly name: string;
  readonly serial: string;
  readonly vendor: number;
  readonly product: number;
  readonly descriptor: Uint8Array;
}): Uint8Array =>
  event(types.create2, (view, bytes) => {
    // name 128, phys 64, uniq 64; each ends with a zero.
    bytes.set(new TextEncoder().encode(device.name).subarray(0, 127), 4);
    bytes.set(new TextEncoder().encode(device.serial).subarray(0, 63), 4 + 128 + 64);
    view.setUint16(260, device.descriptor.length, true);
    view.setUint16(262, usbBus, true);
    view.setUint32(264, device.vendor, true);
    view.setUint32(268, device.product, true);
    bytes.set(device.descriptor.subarray(0, most), 280);
  });

export const destroyEvent = (): Uint8Array => event(types.destroy, () => {});

export const inputEvent = (report: Uint8Array): Uint8Array =>
  event(types.input2, (view, bytes) => {
    view.setUint16(4, report.length, true);
    bytes.set(report.subarray(0, most), 6);
  });

/** `report` begins with its id where the device numbers its reports; without one the request failed. */
export const getReportReply = (request: number, report: Uint8Array | undefined): Uint8Array =>
  event(types.getReportReply, (view, bytes) => {
    view.setUint32(4, request, true);
    view.setUint16(8, report ? 0 : ioError, true);
    view.setUint16(10, report?.length ?? 0, true);
    if (report) bytes.set(report.subarray(0, most), 12);
  });

export const setReportReply = (request: number, taken: boolean): Uint8Array =>
  event(types.setReportReply, (view) => {
    view.setUint32(4, request, true);
    view.setUint16(8, taken ? 0 : ioError, true);
  });

/** What the kernel says, or undefined when it is nothing known here. */
export function decodeRequest(bytes: Uint8Array): UhidRequest | undefined {
  const padded = new Uint8Array(uhidEventLength);
  padded.set(bytes.subarray(0, uhidEventLength));
  const view = new DataView(padded.buffer);
  const upTo = (at: number, length: number) => padded.slice(at, at + Math.min(length, most));
  switch (view.getUint32(0, true)) {
    case types.start:
      return { kind: 'start' };
    case types.stop:
      return { kind: 'stop' };
    case types.open:
      return { kind: 'open' };
    case types.close:
      return { kind: 'close' };
    case types.output:
      return { kind: 'output', report: upTo(4, view.getUint16(4 + most, true)) };
    case types.getReport:
      return { kind: 'getReport', request: view.getUint32(4, true), id: view.getUint8(8) };
    case types.setReport: {
      const report = upTo(12, view.getUint16(10, true));
      return { kind: 'setReport', request: view.getUint32(4, true), id: view.getUint8(8), report };
    }
    default:
      return undefined;
  }
}
