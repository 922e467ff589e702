import { demonstrationHospital } from '../../seeds/hospital.ts';
import type { Fate, FaultSite } from './fate.ts';
import { printerPlug, readerPlug, type World } from './world.ts';

const doctorIds = demonstrationHospital.departments.flatMap(({ doctors }) => doctors.map(({ id }) => id));

/** What may break around a terminal in one session, each with how often. Whatever strikes does so at its own moment. */
const mishaps: readonly {
  readonly site: FaultSite;
  readonly probability: number;
  /** It strikes somewhere in the first so many milliseconds of the session. */
  readonly within: number;
  readonly strike: (world: World, fate: Fate) => void;
}[] = [
  {
    site: 'reader.cardUnreadable',
    probability: 0.05,
    within: 0,
    strike: ({ reader }) => reader.failNext('cardUnreadable'),
  },
  { site: 'reader.badChecksum', probability: 0.05, within: 0, strike: ({ reader }) => reader.failNext('badChecksum') },
  { site: 'reader.noise', probability: 0.1, within: 0, strike: ({ reader }) => reader.failNext('noise') },
  { site: 'reader.silent', probability: 0.05, within: 0, strike: ({ reader }) => reader.failNext('silent') },
  {
    site: 'reader.unplugged',
    probability: 0.04,
    within: 20_000,
    strike: (world) => pullPlug(world, readerPlug, 'reader'),
  },
  {
    site: 'printer.unplugged',
    probability: 0.06,
    within: 60_000,
    strike: (world) => pullPlug(world, printerPlug, 'printer'),
  },
  {
    site: 'printer.paperEnds',
    probability: 0.1,
    within: 60_000,
    strike: ({ printer }, fate) => printer.set({ paperLeft: Math.floor(150 * fate.draw('printer.millimetres')) }),
  },
  {
    site: 'printer.coverOpen',
    probability: 0.05,
    within: 60_000,
    strike: ({ printer }) => printer.set({ cover: 'open' }),
  },
  {
    site: 'printer.cutterJam',
    probability: 0.05,
    within: 0,
    strike: ({ printer }) => printer.set({ cutter: 'jammed' }),
  },
  {
    site: 'hospital.confirmRefused',
    probability: 0.1,
    within: 0,
    strike: ({ hospital }) => hospital.controls.refuseNextConfirm('registrationRefused'),
  },
  {
    site: 'hospital.clinicCancelled',
    probability: 0.05,
    within: 60_000,
    strike({ hospital }, fate) {
      const doctorId = fate.pick('hospital.whichDoctor', doctorIds);
      if (doctorId !== undefined) hospital.controls.cancelClinic(doctorId);
    },
  },
  {
    site: 'hospital.soldElsewhere',
    probability: 0.1,
    within: 30_000,
    strike({ hospital }, fate) {
      const slot = fate.pick('hospital.whichSlot', hospital.ledgers.slots());
      if (slot) hospital.controls.sellElsewhere(slot.slotId, 100);
    },
  },
  {
    site: 'hospital.refundBounced',
    probability: 0.05,
    within: 0,
    strike: ({ hospital }) => hospital.controls.bounceNextRefund(),
  },
];

/** How long a plug stays out, in milliseconds. */
const unpluggedFor = 15_000;

function pullPlug({ board, clock, ...world }: World, plug: string, device: 'reader' | 'printer'): void {
  board.unplug(plug);
  clock.after(unpluggedFor, () => board.plug(plug, world[device]));
}

/** Lets fate decide what breaks in this session, and when. */
export function breakThings(world: World, fate: Fate): void {
  for (const { site, probability, within, strike } of mishaps) {
    if (!fate.strikes(site, probability)) continue;
    if (within === 0) strike(world, fate);
    else world.clock.after(within * fate.draw(`${site}.when`), () => strike(world, fate));
  }
}

/** A technician comes: paper, cover, cutter; what was planned and has not struck is taken back. */
export function repairThings({ reader, printer }: World): void {
  reader.clear();
  reader.take();
  printer.clear();
  printer.set({ cover: 'closed', cutter: 'ok', paperLeft: 80_000 });
  printer.take();
}
