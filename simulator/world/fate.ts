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
  /** The next session begins: sites count from 0 again. */
  nextSession(): void;
  /** How often each site struck. */
  readonly struck: ReadonlyMap<FaultSite, number>;
}

export const faultSites = [
  'net.requestLost',
  'net.replyLost',
  'net.duplicated',
  'net.slow',
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
] as const;
export type FaultSite = (typeof faultSites)[number];

/** A fate. Half of the fault sites, chosen by the seed, never strike: some bugs show only when others are quiet. */
export function createFate(seed: number, onStrike: (site: FaultSite) => void = () => {}): Fate {
  let session = 0;
  let passed = new Map<string, number>();
  const struck = new Map<FaultSite, number>();

  function draw(site: string): number {
    const ordinal = passed.get(site) ?? 0;
    passed.set(site, ordinal + 1);
    return mix(mix(mix(seed, textHash(site)), session), ordinal) / 2 ** 32;
  }

  return {
    draw,
    strikes(site, probability) {
      if (mix(seed, textHash(`swarm ${site}`)) % 2 === 1) return false;
      const strikes = draw(site) < probability;
      if (!strikes) return false;
      struck.set(site, (struck.get(site) ?? 0) + 1);
      onStrike(site);
      return true;
    },
    pick: (site, items) => items[Math.floor(draw(site) * items.length)],
    nextSession() {
      session += 1;
      passed = new Map();
    },
    struck,
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
