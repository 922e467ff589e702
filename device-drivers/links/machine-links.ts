import { parseAddress } from './address.ts';
import { postOverHttp } from './http-ipp.ts';
import { LinkError } from './link.ts';
import type { Links } from './links.ts';
import { openNodeHid } from './node-hid.ts';
import { openNodePcsc } from './node-pcsc.ts';
import { openSerial } from './serial.ts';
import { openTcp } from './tcp.ts';

const misplaced = (address: string, expected: string): never => {
  throw new LinkError(`${address} cannot be used for this device; expected ${expected}.`);
};

/**
 * The ways to this machine's own devices. Native packages are loaded when an address first asks for one. `pcscModule`
 * names the PC/SC binding, or the folder it was installed in; the package `smartcard` unless told.
 */
export const machineLinks = (pcscModule?: string): Links => ({
  async openLink(address) {
    const parsed = parseAddress(address);
    if (parsed.scheme === 'serial') return openSerial(parsed);
    if (parsed.scheme === 'tcp') return openTcp(parsed);
    return misplaced(address, 'serial:PATH?baud=N or tcp:HOST:PORT');
  },
  async openHid(address) {
    const parsed = parseAddress(address);
    return parsed.scheme === 'hid' ? openNodeHid(parsed) : misplaced(address, 'hid:VENDOR:PRODUCT');
  },
  async openPcsc(address) {
    const parsed = parseAddress(address);
    return parsed.scheme === 'pcsc' ? openNodePcsc(parsed, pcscModule) : misplaced(address, 'pcsc:READER NAME');
  },
  async postIpp(address, body, signal) {
    const parsed = parseAddress(address);
    return parsed.scheme === 'ipp' ? postOverHttp(parsed, body, signal) : misplaced(address, 'ipp://HOST[:PORT]/PATH');
  },
});
