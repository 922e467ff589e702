/** Numbers that can be registered for: what a run holds, pays and gives back. */
import type { Slot } from '../contract/schedule.ts';
import type { LocalText } from '../contract/words.ts';
import type { Exchanges } from './exchanges.ts';

export interface FoundSlot {
  readonly day: string;
  readonly departmentId: string;
  readonly doctor: LocalText;
  readonly slot: Slot;
}

export interface Slots {
  /** Slots with numbers left, one after the other; each is looked up once, and only when it is asked for. */
  all(): AsyncGenerator<FoundSlot>;
}

export function createSlots(ask: Exchanges['ask'], days: () => readonly string[]): Slots {
  const found: FoundSlot[] = [];

  async function* walk(): AsyncGenerator<FoundSlot> {
    for (const day of days()) {
      const list = await ask('listDepartments', { day });
      const departments = list.kind === 'granted' ? list.value.departments : [];
      for (const { id: departmentId } of departments.filter(({ left }) => left > 0)) {
        const reply = await ask('listDoctors', { departmentId, day });
        const doctors = reply.kind === 'granted' ? reply.value.doctors : [];
        for (const doctor of doctors) {
          for (const slot of doctor.slots) if (slot.left > 0) yield { day, departmentId, doctor: doctor.name, slot };
        }
      }
    }
  }
  const walker = walk();

  return {
    async *all() {
      for (let at = 0; ; at++) {
        const known = found[at];
        if (known) {
          yield known;
          continue;
        }
        const next = await walker.next();
        if (next.done) return;
        found.push(next.value);
        yield next.value;
      }
    },
  };
}
