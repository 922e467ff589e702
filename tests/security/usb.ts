/** Devices on a mocked bus, and what udev's own rules engine makes of them under the deployed rules. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const rules = resolve('deploy/terminal/udev');

export interface Plugged {
  readonly vendor: string;
  readonly product: string;
  /** HID's boot protocol: 1 a keyboard, 2 a mouse, 0 neither. */
  readonly protocol: '00' | '01' | '02';
  /** Bits of what the input device can tell, as the kernel writes them. */
  readonly keys: string;
  readonly axes?: string;
  /** Of the device itself (INPUT_PROP_…): 2 for a touch screen. */
  readonly properties?: string;
  /** 0003 USB, 0005 Bluetooth, 0011 the board's own keyboard socket. */
  readonly bus?: string;
}

export interface Verdict {
  /** The interface may have a driver. */
  readonly authorized: boolean;
  /** The compositor does not listen to it. */
  readonly ignored: boolean;
  /** What udev takes it for. */
  readonly kinds: readonly string[];
  /** What it says against the rules about keyboards. */
  readonly complaints: readonly string[];
}

const device = '/sys/devices/pci0000:00/0000:00:14.0/usb1/1-1';
const face = `${device}/1-1:1.0`;
const input = `${face}/0003:1C4F:0002.0001/input/input5`;

const entry = (path: string, lines: readonly string[]) => [`P: ${path.slice('/sys'.length)}`, ...lines, ''].join('\n');

function described({ vendor, product, protocol, keys, axes = '0', properties = '0', bus = '0003' }: Plugged): string {
  // EV_KEY, and EV_ABS where there are axes.
  const events = axes === '0' ? '3' : 'b';
  const able = [
    ...[`A: capabilities/ev=${events}`, `A: capabilities/key=${keys}`, `A: capabilities/abs=${axes}`],
    ...['A: capabilities/rel=0', `A: properties=${properties}`],
  ];
  return [
    entry(device, [
      ...['E: SUBSYSTEM=usb', 'E: DEVTYPE=usb_device', `A: idVendor=${vendor}`, `A: idProduct=${product}`],
      'A: authorized=1',
    ]),
    entry(face, [
      ...['E: SUBSYSTEM=usb', 'E: DEVTYPE=usb_interface', 'A: bInterfaceClass=03', 'A: bInterfaceSubClass=01'],
      ...[`A: bInterfaceProtocol=${protocol}`, 'A: authorized=1'],
    ]),
    entry(input, ['E: SUBSYSTEM=input', 'E: NAME="A device"', `A: id/bustype=${bus}`, ...able]),
    entry(`${input}/event5`, ['N: input/event5', 'E: SUBSYSTEM=input', 'E: DEVNAME=/dev/input/event5']),
  ].join('\n');
}

/** Plugs it in. `allowed` are lines of the hospital's own list. */
export async function plugIn(plugged: Plugged, allowed = ''): Promise<Verdict> {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-usb-'));
  try {
    const description = join(folder, 'device.umockdev');
    writeFileSync(description, described(plugged));
    writeFileSync(join(folder, 'allowed'), allowed);
    // The rules stand in a view of /etc that this run alone has; the bus is umockdev's.
    const script = `
      mount -t tmpfs none /etc/udev && mkdir /etc/udev/rules.d
      cp ${rules}/*.rules /etc/udev/rules.d && cat ${folder}/allowed >>/etc/udev/rules.d/59-hospital-kiosk-allowed-keyboards.rules
      mount -t tmpfs none /run
      umockdev-run --device ${description} -- sh -c '
        udevadm test --action=add ${face} >/dev/null 2>&1; echo "authorized=$(cat ${face}/authorized)"
        udevadm test --action=add ${input} >/dev/null 2>&1
        udevadm test --action=add ${input}/event5'`;
    const { stdout, stderr } = await run('unshare', ['--mount', '--propagation=private', '--', 'sh', '-ec', script], {
      timeout: 30_000,
    });
    return {
      authorized: /^authorized=1$/m.test(stdout),
      ignored: /^LIBINPUT_IGNORE_DEVICE=1$/m.test(stdout),
      complaints: stderr.split('\n').filter((line) => /keyboards\.rules:\d+ (?!Importing)/.test(line)),
      kinds: [...stdout.matchAll(/^ID_INPUT_(\w+)=1$/gm)].map(([, kind]) => kind ?? ''),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
