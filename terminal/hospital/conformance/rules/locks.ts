import type { Lock } from '../../contract/locks.ts';
import { holdSlot } from '../held.ts';
import type { Group } from '../rule.ts';
import type { Scene } from '../scene.ts';
import type { FoundSlot } from '../slots.ts';
import { given, granted, holds, needs, refused, same } from '../verdict.ts';
import { writeRules } from '../write-rules.ts';

/** Numbers left in a slot, as the hospital says now. */
async function leftIn(scene: Scene, { departmentId, day, slot }: FoundSlot): Promise<number> {
  const { doctors } = given(await scene.ask('listDoctors', { departmentId, day }), 'listing doctors');
  return doctors.flatMap(({ slots }) => slots).find(({ id }) => id === slot.id)?.left ?? 0;
}

const aPaid = { price: 'paid' } as const;
const isAtOdds = ({ total, self }: Lock['amount'], other: Lock['amount']) =>
  total !== other.total || self !== other.self;

export const locks: Group = {
  title: 'Locks',
  rules: [
    ...writeRules({
      prefix: 'lock',
      what: 'a lock',
      async make(scene) {
        const { input, lock, found } = await holdSlot(scene, aPaid);
        const subject = { kind: 'slot' as const, slotId: `${found.slot.id.slice(0, 30)}-x` };
        return {
          first: { kind: 'granted', value: lock },
          again: () => scene.ask('lock', input),
          other: () => scene.ask('lock', { ...input, subject }),
          query: () => scene.ask('getLock', { lockId: input.lockId }),
        };
      },
    }),
    {
      id: 'lock.oneNumber',
      says: 'A lock asked for twice with the same id holds one number',
      async try(scene) {
        const { input, found } = await holdSlot(scene, aPaid);
        const once = await leftIn(scene, found);
        needs(once > 0, 'the run holds the last number of the period');
        await scene.ask('lock', input);
        const twice = await leftIn(scene, found);
        holds(twice >= once, 'there is one number less after the second time');
      },
    },
    {
      id: 'lock.takesNumber',
      says: 'A number that is held is not left for others, and a released one is',
      async try(scene) {
        const { input, found } = await holdSlot(scene, aPaid);
        const held = await leftIn(scene, found);
        granted(await scene.ask('releaseLock', { lockId: input.lockId }), 'the release');
        const back = await leftIn(scene, found);
        holds(back === held + 1, `${held} left while it was held, ${back} after the release`);
      },
    },
    {
      id: 'lock.expiry',
      says: 'A lock is held, until an instant after now and within a day',
      async try(scene) {
        const { lock } = await holdSlot(scene, aPaid);
        const seconds = Math.round((Date.parse(lock.expiresAt) - scene.now()) / 1000);
        holds(seconds > 0 && seconds <= 86_400, `it expires ${seconds} s after the server’s time`);
      },
    },
    {
      id: 'lock.trialPrice',
      says: 'What the lock costs is what the trial said it would',
      async try(scene) {
        const { input, lock } = await holdSlot(scene, aPaid);
        const { lockId, recordId, subject } = input;
        // It may have been the last number.
        given(await scene.ask('releaseLock', { lockId }), 'the release');
        const { amount } = granted(await scene.ask('trialInsurance', { recordId, subject }), 'the trial');
        holds(!isAtOdds(amount, lock.amount), `trial ${amount.total} fen, lock ${lock.amount.total} fen`);
      },
    },
    {
      id: 'lock.listedPrice',
      says: 'What the lock of a number costs is what the list of doctors said',
      async try(scene) {
        const { lock, found } = await holdSlot(scene, aPaid);
        const { total } = lock.amount;
        holds(total === found.slot.price, `listed ${found.slot.price} fen, lock ${total} fen`);
      },
    },
    {
      id: 'lock.release',
      says: 'A released lock says that it is released: to the release asked again, to the query, and to the lock asked again',
      async try(scene) {
        const { input } = await holdSlot(scene, aPaid);
        const { lockId } = input;
        const first = granted(await scene.ask('releaseLock', { lockId }), 'the release');
        const again = granted(await scene.ask('releaseLock', { lockId }), 'the second release');
        const query = granted(await scene.ask('getLock', { lockId }), 'the query');
        const lock = granted(await scene.ask('lock', input), 'the lock asked again');
        const states = [first, again, query, lock].map(({ state }) => state);
        holds(
          states.every((state) => state === 'released'),
          states.join(', '),
        );
      },
    },
    {
      id: 'lock.releasedEarly',
      says: 'Giving back before taking: a lock released before it was asked for is found released, and holds nothing',
      async try(scene) {
        const { input, found } = await holdSlot(scene, aPaid);
        granted(await scene.ask('releaseLock', { lockId: input.lockId }), 'the release');
        const before = await leftIn(scene, found);
        const late = { ...input, lockId: scene.newId() };
        const early = granted(await scene.ask('releaseLock', { lockId: late.lockId }), 'a release that comes first');
        holds(early.state === 'released', `a release that comes first: ${early.state}`);
        const { state } = granted(await scene.ask('lock', late), 'the lock that comes late');
        if (state === 'held') await scene.ask('releaseLock', { lockId: late.lockId });
        holds(state === 'released', `the lock that comes late: ${state}`);
        holds((await leftIn(scene, found)) >= before, 'the lock that comes late took a number');
      },
    },
    {
      id: 'lock.sameRefusal',
      says: 'What was refused is refused the same way for ever under its id, and with conflict for another body',
      async try(scene) {
        const { recordId } = await scene.person('patient');
        const { terminal } = scene.settings;
        const subject = { kind: 'slot' as const, slotId: `none-${scene.newId()}` };
        const input = { lockId: scene.newId(), terminal, recordId, subject };
        const first = await scene.ask('lock', input);
        needs(first.kind === 'refused', 'a lock of a slot that does not exist was not refused');
        same(first, await scene.ask('lock', input), 'asked again with the same id and body');
        const other = { ...subject, slotId: `other-${scene.newId()}` };
        refused(await scene.ask('lock', { ...input, subject: other }), 'the same id with another body', 'conflict');
      },
    },
  ],
};
