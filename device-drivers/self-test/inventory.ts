/** What the operating system says is connected. Each package is loaded here and not before: any of them may be missing. */
export interface Inventory {
  /** These reject with an error whose words say what is missing and what to install. */
  serialPorts(): Promise<readonly SerialPortSeen[]>;
  hidDevices(): Promise<readonly HidSeen[]>;
  pcscReaders(): Promise<readonly string[]>;
}

export interface SerialPortSeen {
  readonly path: string;
  readonly maker?: string;
  /** Of the USB adapter, where there is one: four hexadecimal digits each. */
  readonly vendor?: string;
  readonly product?: string;
}

export interface HidSeen {
  readonly vendor: string;
  readonly product: string;
  readonly name: string;
  readonly serial?: string;
  readonly usagePage?: number;
}

/** `pcscModule` is where the package for PC/SC readers is, if not among this program's own. */
export const systemInventory = (pcscModule?: string): Inventory => ({
  async serialPorts() {
    const listed = await listPorts().catch((error: unknown) => {
      throw new Error(portsAdvice(wordsOf(error)));
    });
    return listed.map(({ path, manufacturer, vendorId, productId }) => ({
      path,
      ...(manufacturer !== undefined && { maker: manufacturer }),
      ...(vendorId !== undefined && { vendor: vendorId.toLowerCase() }),
      ...(productId !== undefined && { product: productId.toLowerCase() }),
    }));
  },

  async hidDevices() {
    const listed = await listHid().catch((error: unknown) => {
      throw new Error(hidAdvice(wordsOf(error)));
    });
    const hex = (id: number) => id.toString(16).padStart(4, '0');
    return listed.map(({ vendorId, productId, manufacturer, product, serialNumber, usagePage }) => ({
      vendor: hex(vendorId),
      product: hex(productId),
      name: [manufacturer, product].filter(Boolean).join(' ') || 'a device without a name',
      ...(serialNumber && { serial: serialNumber }),
      ...(usagePage !== undefined && { usagePage }),
    }));
  },

  async pcscReaders() {
    try {
      return await listReaders(pcscModule);
    } catch (error) {
      throw new Error(pcscAdvice(wordsOf(error)));
    }
  },
});

async function listPorts() {
  const { SerialPort } = await import('serialport');
  return SerialPort.list();
}

async function listHid() {
  const { default: hid } = await import('node-hid');
  return hid.devicesAsync();
}

async function listReaders(module?: string): Promise<readonly string[]> {
  const { readerNames } = await import('../links/node-pcsc.ts');
  return readerNames(module);
}

/** The packages' own words and what to do. */
export function portsAdvice(words: string): string {
  const said = `Serial ports cannot be listed (${words}).`;
  if (/udevadm/.test(words)) {
    return `${said} udevadm is missing: on Debian install udev. They can be used all the same, as /dev/ttyS*, /dev/ttyUSB* and /dev/ttyACM*.`;
  }
  return isMissingPackage(words) ? `${said} Install the packages again.` : said;
}

export function hidAdvice(words: string): string {
  const said = `HID devices cannot be listed (${words}).`;
  if (/libusb|libudev/.test(words)) return `${said} On Debian install libusb-1.0-0, libudev1 and udev.`;
  return isMissingPackage(words) ? `${said} Install the packages again.` : said;
}

export function pcscAdvice(words: string): string {
  if (isMissingPackage(words)) {
    return 'Not looked for: the package smartcard is not installed. It is needed for PC/SC readers only: on Debian apt-get install pcscd libpcsclite-dev, then npm install --no-save smartcard@3.7.0; beside a release, with PCSC_MODULE naming its folder (docs/deployment.md).';
  }
  return `The PC/SC service does not answer (${words}). Start it: on Debian, pcscd.`;
}

const isMissingPackage = (words: string) => /cannot find (module|package)|no native build|prebuil/i.test(words);
const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
