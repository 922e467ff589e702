import { createDispensing, type DispenserOptions } from '../card-dispenser/dispensing.ts';
import { type Act, plain } from '../card-dispenser/machine.ts';
import type { CardDispenser, CardEntry, RetainedCounter } from '../contract/card-dispenser.ts';
import { failed, type Outcome } from '../contract/fault.ts';
import type { MifareStation } from '../contract/mifare.ts';
import { createConversation } from './conversation.ts';
import { type CrtMachine, createCrtMachine } from './crt-machine.ts';
import { createMifareStation } from './mifare.ts';
import { type CrtProfile, crt591 } from './profile.ts';

export interface Crt591 {
  readonly dispenser: CardDispenser;
  /** Reads and writes the card that stands where `takeFromStack` brought it. */
  readonly mifare: MifareStation;
  /** For a technician: card or none at each sensor, eight to ten of them. */
  sensors(): Promise<Outcome<{ readonly sensors: readonly boolean[] }>>;
  close(): void;
}

/**
 * Driver of CREATOR's CRT-591-M and CRT-571 ("CRT-591-M001 Communication Protocol", Ver. 1.0).
 *
 * **Initialising.** The machine refuses everything with B0 until it is initialised; that lets a card in it stay, so that
 * one left by a visit that was cut off is seen in `media` and can be retained.
 *
 * **Taken.** No sensor tells it: the machine is looked at every 300 ms while a card is offered.
 */
export function createCrt591(options: DispenserOptions & { readonly profile?: CrtProfile }): Crt591 {
  const { clock, profile = crt591 } = options;
  let entryWanted = false;
  const dispensing = createDispensing<CrtMachine>({
    ...options,
    watched: () => entryWanted,
    connect: (link, log) =>
      createCrtMachine(createConversation(link, clock, log, profile.busAddress), profile, () => entryWanted),
  });

  const setEntry = (allowed: boolean): Promise<Outcome> =>
    dispensing.run(async (machine): Promise<Act> => {
      entryWanted = allowed;
      const outcome = await machine.setEntry(allowed);
      if (outcome.ok || !outcome.fresh) return outcome;
      // Initialising opens or shuts the gate as wanted.
      return machine.begin();
    });
  const entry: CardEntry = { enable: () => setEntry(true), disable: () => setEntry(false) };

  async function asked<T extends object>(ask: (machine: CrtMachine) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    const machine = await dispensing.machine();
    return typeof machine === 'string' ? failed(machine) : ask(machine);
  }
  const retainedCounter: RetainedCounter = {
    read: () => asked((machine) => machine.retainedCount()),
    set(count) {
      if (!Number.isInteger(count) || count < 0 || count > 999) throw new RangeError(`no count of 0 to 999: ${count}`);
      return asked(async (machine) => plain(await machine.setRetainedCount(count)));
    },
  };

  const { dispenser } = dispensing;
  return {
    dispenser: {
      ...dispenser,
      reset(to, signal) {
        entryWanted = false;
        return dispenser.reset(to, signal);
      },
      entry,
      ...(profile.counting && { retainedCounter }),
    },
    mifare: createMifareStation({
      rfTypes: profile.rfTypes,
      async talk() {
        const machine = await dispensing.machine();
        return typeof machine === 'string' ? machine : machine.talk;
      },
    }),
    sensors: () => asked((machine) => machine.sensors()),
    close: dispenser.close,
  };
}
