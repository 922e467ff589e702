import type { HospitalWorld } from '../../hospital/world.ts';
import type { Mishap, Scene } from './mishap.ts';

/** Refused by order: what the terminal asks for next. */
const confirmRefusals = ['confirmationRefused', 'clinicCancelled', 'lockExpired'] as const;

const recordsOf = ({ visitor: { person } }: Scene): readonly string[] =>
  [person.record, ...person.otherRecords].flatMap((record) => (record ? [record.recordId] : []));

/** What goes wrong at the hospital, or happens through its other channels, while somebody stands at the terminal. */
export function hospitalMishaps(hospital: HospitalWorld): readonly Mishap[] {
  const doctorIds = hospital.departments.flatMap(({ doctors }) => doctors.map(({ id }) => id));

  const billsOf = (scene: Scene) => {
    const records = recordsOf(scene);
    return hospital.bills.filter(({ recordId }) => records.includes(recordId)).map(({ billId }) => billId);
  };
  const bookingsOf = (scene: Scene) => {
    const records = recordsOf(scene);
    return hospital.bookings.filter(({ recordId }) => records.includes(recordId)).map(({ bookingId }) => bookingId);
  };

  const ordered = (
    site: Mishap['site'],
    probability: number,
    order: (controls: Scene['world']['hospital']['controls'], scene: Scene) => void,
    more: Partial<Mishap> = {},
  ): Mishap => ({
    site,
    probability,
    within: 0,
    ...more,
    strike(scene) {
      order(scene.world.hospital.controls, scene);
      return undefined;
    },
  });

  return [
    ordered('hospital.confirmRefused', 0.1, ({ refuseNextConfirm }, { fate }) =>
      refuseNextConfirm(fate.pick('hospital.confirmRefusal', confirmRefusals) ?? 'confirmationRefused'),
    ),
    ordered('hospital.insuranceRefused', 0.06, ({ refuseNextSettlement }) => refuseNextSettlement('insuranceRefused')),
    ordered('hospital.amountDiffers', 0.05, ({ refuseNextSettlement }) => refuseNextSettlement('amountDiffers')),
    ordered('hospital.undoRefused', 0.06, ({ refuseNextUndo }) => refuseNextUndo()),
    ordered('hospital.refundBounced', 0.06, ({ bounceNextRefund }) => bounceNextRefund()),
    ordered(
      'hospital.clinicCancelled',
      0.05,
      ({ cancelClinic }, { fate }) => {
        const doctorId = fate.pick('hospital.whichDoctor', doctorIds);
        if (doctorId !== undefined) cancelClinic(doctorId);
      },
      { within: 60_000 },
    ),
    ordered(
      'hospital.soldElsewhere',
      0.25,
      ({ sellElsewhere }, { fate, world }) => {
        const slot = fate.pick('hospital.whichSlot', world.hospital.ledgers.slots());
        if (slot) sellElsewhere(slot.slotId, 100);
      },
      { within: 30_000, errands: ['registration'] },
    ),
    ordered(
      'hospital.repriced',
      0.15,
      ({ reprice }, scene) => {
        const { fate, world } = scene;
        const slots = world.hospital.ledgers.slots().map(({ slotId }) => slotId);
        const id = fate.pick('hospital.whatCosts', [...billsOf(scene), ...slots.slice(0, 6)]);
        if (id !== undefined) reprice(id, 10_000 + Math.floor(5000 * fate.draw('hospital.price')));
      },
      { within: 40_000, errands: ['registration', 'payment'] },
    ),
    ordered(
      'hospital.paidElsewhere',
      0.2,
      ({ payElsewhere }, scene) => {
        const id = scene.fate.pick('hospital.whatIsPaid', [...billsOf(scene), ...bookingsOf(scene)]);
        if (id !== undefined) payElsewhere(id);
      },
      { within: 60_000, errands: ['payment', 'collection'] },
    ),
    {
      site: 'hospital.heldElsewhere',
      probability: 0.3,
      within: 30_000,
      errands: ['payment'],
      strike(scene) {
        const { holdElsewhere } = scene.world.hospital.controls;
        const id = scene.fate.pick('hospital.whatIsHeld', billsOf(scene));
        if (id === undefined) return undefined;
        holdElsewhere(id, true);
        return () => holdElsewhere(id, false);
      },
    },
    {
      site: 'hospital.patientBlocked',
      probability: 0.03,
      within: 40_000,
      strike(scene) {
        const { blockPatient, unblockPatient } = scene.world.hospital.controls;
        const [recordId] = recordsOf(scene);
        if (recordId === undefined || scene.visitor.person.record?.blocked) return undefined;
        blockPatient(recordId);
        return () => unblockPatient(recordId);
      },
    },
  ];
}

/** The hospital agrees to give back something of this patient's that is still open. */
export function releaseSomething(scene: Scene): void {
  const { fate, world } = scene;
  const records = recordsOf(scene);
  const open = world.hospital.ledgers
    .transactions()
    .flatMap(({ orderNumber, recordId, items }) =>
      records.includes(recordId)
        ? items.filter(({ state }) => state === 'open').map(({ itemId }) => ({ orderNumber, itemId }))
        : [],
    );
  const item = fate.pick('hospital.whatIsReleased', open);
  if (item) world.hospital.controls.releaseItem(item.orderNumber, item.itemId);
}
