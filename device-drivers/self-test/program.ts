import { parseAddress } from '../links/address.ts';
import { LinkError } from '../links/link.ts';
import type { Links } from '../links/links.ts';
import { type ShelvedDriver, schemesOf, shelf } from '../shelf.ts';
import type { Inventory } from './inventory.ts';
import { pluggedIn, reachedBy } from './plugged-in.ts';
import type { Hall } from './procedure.ts';
import { selfTest } from './self-test.ts';

export interface Workshop extends Omit<Hall, 'patience'> {
  readonly links: Links;
  readonly inventory: Inventory;
}

export interface Request {
  /** `test ADDRESS`, or addresses to try, or nothing. */
  readonly words: readonly string[];
  /** The driver's name. */
  readonly as?: string;
  /** Seconds a technician has for each thing. */
  readonly wait?: string;
}

/** A request that cannot be carried out as it stands; its words say what was expected. */
export class Mistake extends Error {
  override name = 'Mistake';
}

/** Lists, or tests one device. Resolves with whether all is well. Rejects with a `Mistake`. */
export async function runDevices({ words, as, wait }: Request, workshop: Workshop): Promise<boolean> {
  const [verb, address, ...more] = words;
  if (verb === 'test') {
    if (address === undefined) throw new Mistake(`test needs an address, such as ${shelf[0]?.addresses[0]}.`);
    if (more.length > 0) throw new Mistake(`test takes one address; "${more.join(' ')}" is too much.`);
    const driver = chooseDriver(address, as);
    const patience = patienceOf(wait);
    workshop.tell(`${driver.name} at ${address}: ${driver.drives}`);
    const passed = await selfTest(driver, address, workshop.links, { ...workshop, patience });
    workshop.tell(passed ? 'PASSED' : 'FAILED');
    return passed;
  }
  if (as !== undefined) throw new Mistake(`--as goes with test: npm run devices -- test ADDRESS --as ${as}`);
  for (const word of words) checked(word);
  if (words.length === 0) {
    for (const line of await pluggedIn(workshop.inventory)) workshop.tell(line);
    return true;
  }
  let allThere = true;
  for (const word of words) allThere = (await tryAddress(word, workshop)) && allThere;
  return allThere;
}

function checked(address: string): ReturnType<typeof parseAddress> {
  try {
    return parseAddress(address);
  } catch (error) {
    if (error instanceof LinkError) throw new Mistake(error.message);
    throw error;
  }
}

function chooseDriver(address: string, as: string | undefined): ShelvedDriver {
  const { scheme } = checked(address);
  const fitting = scheme === 'memory' ? shelf : reachedBy(scheme);
  const known = (drivers: readonly ShelvedDriver[]) => drivers.map(({ name }) => name).join(', ') || 'none';
  if (as === undefined) {
    throw new Mistake(`Say what is there with --as DRIVER; drivers reached by ${scheme}: are ${known(fitting)}.`);
  }
  const driver = shelf.find(({ name }) => name === as);
  if (!driver) throw new Mistake(`There is no driver "${as}"; there are ${known(shelf)}.`);
  if (!fitting.includes(driver)) {
    const schemes = [...new Set(schemesOf(driver))].map((it) => `${it}:`).join(' or ');
    throw new Mistake(`${as} is reached by ${schemes}, not by ${scheme}:; expected such as ${driver.addresses[0]}.`);
  }
  return driver;
}

function patienceOf(wait: string | undefined): number {
  if (wait === undefined) return 30_000;
  if (!/^\d{1,4}$/.test(wait)) throw new Mistake(`--wait: "${wait}" is no number of seconds, 0 to 9999.`);
  return Number(wait) * 1_000;
}

/** Whether something answers at the address, and which drivers could talk to it. */
async function tryAddress(address: string, { links, tell }: Workshop): Promise<boolean> {
  const { scheme } = checked(address);
  try {
    await opened(address, scheme, links);
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    tell(`${address}  ${error.message}`);
    return false;
  }
  const drivers = scheme === 'memory' ? shelf : reachedBy(scheme);
  tell(`${address}  can be opened: ${drivers.map(({ name }) => name).join(', ')}`);
  return true;
}

async function opened(address: string, scheme: ReturnType<typeof parseAddress>['scheme'], links: Links): Promise<void> {
  if (scheme === 'ipp') {
    const posted = await links.postIpp(address, new Uint8Array(0), new AbortController().signal);
    if (!posted.ok && posted.fault !== 'protocolError') throw new LinkError(posted.cause);
    return;
  }
  const open = scheme === 'hid' ? links.openHid : scheme === 'pcsc' ? links.openPcsc : links.openLink;
  (await open(address)).close();
}
