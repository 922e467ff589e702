/**
 * Chance that is looked up, not drawn: what happens at a site is a hash of the seed, the site, the session and how many
 * times the site was passed in it. Taking one fault out leaves all others as they were.
 */
export interface Fate {
  /** From 0 up to, but not with, 1, for the next passing of `site`. */
  draw(site: string): number;
  /** Whether the fault at `site` happens this time: with `probability`, if this seed has the site switched on. */
  strikes(site: FaultSite, probability: number): boolean;
  /** One of a list, for the next passing of `site`. */
  pick<T>(site: string, items: readonly T[]): T | undefined;
  /** The next session begins, or the one of this number: sites count from 0 again. */
  nextSession(number?: number): void;
}

/** One fault that happened: where, in which session, and at which passing of the site in it, from 0. */
export interface Strike {
  readonly site: FaultSite;
  readonly session: number;
  readonly ordinal: number;
}

export const faultSites = [
  'net.requestLost',
  'net.replyLost',
  'net.duplicated',
  'net.slow',
  'net.reordered',
  'net.parted',
  'net.proxyPage',
  'net.serverError',
  'hospital.confirmRefused',
  'hospital.clinicCancelled',
  'hospital.soldElsewhere',
  'hospital.repriced',
  'hospital.paidElsewhere',
  'hospital.heldElsewhere',
  'hospital.patientBlocked',
  'hospital.insuranceRefused',
  'hospital.amountDiffers',
  'hospital.undoRefused',
  'hospital.refundBounced',
  'hospital.chargeDisturbed',
  'reader.cardUnreadable',
  'reader.badChecksum',
  'reader.noise',
  'reader.silent',
  'reader.unplugged',
  'chips.collision',
  'chips.removedMidway',
  'chips.mute',
  'chips.wrongWord',
  'chips.late',
  'chips.unplugged',
  'stripe.errorBits',
  'stripe.doubleSwipe',
  'stripe.silent',
  'stripe.unplugged',
  'scanner.badDecode',
  'scanner.doubleScan',
  'scanner.junk',
  'scanner.silent',
  'scanner.unplugged',
  'printer.paperEnds',
  'printer.coverOpen',
  'printer.cutterJam',
  'printer.pathJam',
  'printer.unplugged',
  'cards.jamAtStack',
  'cards.jamOnTheWay',
  'cards.jamAtGate',
  'cards.movedByHand',
  'cards.powerCut',
  'cards.stackEmpty',
  'cards.binFull',
  'cards.badCards',
  'cards.refuseWriting',
  'cards.forgetWriting',
  'cards.silent',
  'cards.answerLost',
  'cards.unplugged',
  'sheets.paperOut',
  'sheets.jam',
  'sheets.aborted',
  'sheets.powerOff',
  'sheets.tonerOut',
  'sheets.busy',
  'sheets.lostReply',
  'sheets.silent',
  'sheets.garbage',
  'sheets.unreachable',
  'patient.walksAway',
  'patient.dozes',
  'patient.takesCardEarly',
  'patient.forgetsThings',
  'patient.tapsTwice',
  'patient.tapsStale',
  'patient.tapsClosed',
  'patient.goesBack',
  'patient.mistypes',
  'patient.showsWrongThing',
  'patient.comesAlone',
  'patient.findsServiceDoor',
  'patient.cancelsPaying',
  'patient.neverPays',
  'patient.paysLate',
  'patient.declines',
  'patient.showsUsedCode',
  'patient.leavesCardAtGate',
  'patient.takesCardLate',
  'power.cutAtAnyTime',
  'power.cutAtJournal',
  'power.cutAtScreen',
  'power.cutWhileRecovering',
  'disk.full',
  'disk.slow',
] as const;
export type FaultSite = (typeof faultSites)[number];

export interface FateOptions {
  /** Told of every fault that happens. */
  readonly onStrike?: (strike: Strike) => void;
  /** These happen and no others, whatever the seed would have; for a run that is lived again with fewer faults. */
  readonly only?: (strike: Strike) => boolean;
}

/** What is known of a site for the whole of a seed, and how often it was passed in this session. */
interface Site {
  readonly seeded: number;
  readonly isOff: boolean;
  session: number;
  inSession: number;
  passed: number;
}

/** A fate. Half of the fault sites, chosen by the seed, never strike: some bugs show only when others are quiet. */
export function createFate(seed: number, { onStrike, only }: FateOptions = {}): Fate {
  let session = 0;
  const sites = new Map<string, Site>();

  function siteOf(name: string): Site {
    let site = sites.get(name);
    if (!site) {
      const isOff = mix(seed, textHash(`swarm ${name}`)) % 2 === 1;
      site = { seeded: mix(seed, textHash(name)), isOff, session: -1, inSession: 0, passed: 0 };
      sites.set(name, site);
    }
    if (site.session !== session) {
      site.session = session;
      site.inSession = mix(site.seeded, session);
      site.passed = 0;
    }
    return site;
  }

  const drawAt = (site: Site) => mix(site.inSession, site.passed++) / 2 ** 32;
  const draw = (name: string) => drawAt(siteOf(name));

  return {
    draw,
    strikes(name, probability) {
      const site = siteOf(name);
      const ordinal = site.passed;
      if (only) {
        site.passed++;
        if (!only({ site: name, session, ordinal })) return false;
      } else if (site.isOff || drawAt(site) >= probability) return false;
      onStrike?.({ site: name, session, ordinal });
      return true;
    },
    pick: (name, items) => items[Math.floor(draw(name) * items.length)],
    nextSession(number = session + 1) {
      session = number;
    },
  };
}

/** Mixes two 32-bit numbers into one, every bit of both reaching every bit of it (the finaliser of MurmurHash3). */
export function mix(a: number, b: number): number {
  let h = (Math.imul(a, 0x9e3779b1) ^ Math.imul(b + 0x7f4a7c15, 0x85ebca6b)) >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b) >>> 0;
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35) >>> 0;
  return (h ^ (h >>> 16)) >>> 0;
}

const hashes = new Map<string, number>();

/** 32 bits of a text (FNV-1a). Site names are few and asked for often: kept. */
export function textHash(text: string): number {
  const known = hashes.get(text);
  if (known !== undefined) return known;
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  hashes.set(text, hash);
  return hash;
}
