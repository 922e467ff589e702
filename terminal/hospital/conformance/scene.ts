/** What rules are tried with: a hospital to ask, test patients, a payer, and what was taken along the way. */
import { type Clock, sleep } from '../../../device-drivers/contract/clock.ts';
import { newNumber } from '../../identifier.ts';
import type { Chance } from '../../ports.ts';
import { dayAfter, dayOf } from '../../zone.ts';
import type { Capabilities } from '../contract/capabilities.ts';
import type { Credential, Patient } from '../contract/patients.ts';
import type { Network } from '../network.ts';
import { createExchanges, type Exchanges } from './exchanges.ts';
import type { Payer } from './payer.ts';
import type { Settings } from './settings.ts';
import { createSlots, type Slots } from './slots.ts';
import { given, NotTried } from './verdict.ts';

export interface Scene extends Exchanges {
  readonly settings: Settings;
  readonly payer: Payer | undefined;
  /** Ed25519 public key, 64 hexadecimal digits. */
  readonly noticeKey: string | undefined;
  readonly slots: Slots;
  /** Throws `NotTried` where the hospital did not tell them. */
  readonly capabilities: Capabilities;
  /** UTC milliseconds, by the hospital's clock as far as it told the time. */
  now(): number;
  /** YYYY-MM-DD in the hospital's zone, so many days from today. */
  day(offset: number): string;
  /** An id that was never used. */
  newId(): string;
  /** The first record of one of the settings' people, the same for the whole run. Throws `NotTried`. */
  person(who: 'patient' | 'insured' | 'withoutCard'): Promise<Patient>;
  pause(seconds: number): Promise<void>;
  /** Makes something the first time it is asked for; the same thing, or the same failure, from then on. */
  shared<T>(name: string, make: () => Promise<T>): Promise<T>;
  /** To be done when the rule is over; of what is shared, when the run is. */
  afterwards(task: () => Promise<void>): void;
  /** Does what is to be done; `all`: of what is shared too. */
  tidyUp(all: boolean): Promise<void>;
}

export interface SceneOptions {
  readonly network: Network;
  readonly baseUrl: string;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly settings: Settings;
  readonly payer?: Payer | undefined;
  readonly noticeKey?: string | undefined;
}

export function createScene(options: SceneOptions): Scene & { setCapabilities(it: Capabilities): void } {
  const { clock, chance, settings, payer, noticeKey } = options;
  const exchanges = createExchanges(options);
  const { ask } = exchanges;
  const kept = new Map<string, Promise<unknown>>();
  const ofRule: (() => Promise<void>)[] = [];
  const ofRun: (() => Promise<void>)[] = [];
  let makingShared = 0;
  let told: Capabilities | undefined;

  const capabilities = (): Capabilities => {
    if (!told) throw new NotTried('the hospital did not tell its capabilities');
    return told;
  };
  const now = () => exchanges.all().findLast(({ serverTime }) => serverTime !== undefined)?.serverTime ?? clock.now();
  const day = (offset: number) => dayAfter(dayOf(now(), zoneOf(told?.timeZone)), offset);

  /** Today comes last: its periods end while the run goes on. */
  function openDays(): readonly string[] {
    const { errands, registration } = capabilities();
    if (!errands.includes('registration')) return [];
    const later = Array.from({ length: Math.min(registration.daysAhead, 7) }, (_, at) => day(at + 1));
    return registration.sameDay === 'off' ? later : [...later, day(0)];
  }

  async function shared<T>(name: string, make: () => Promise<T>): Promise<T> {
    let thing = kept.get(name);
    if (!thing) {
      makingShared++;
      thing = make().finally(() => makingShared--);
      kept.set(name, thing);
    }
    return thing as Promise<T>;
  }

  async function find(who: string, credential: Credential | undefined): Promise<Patient> {
    if (!credential) throw new NotTried(`the settings name no "${who}"`);
    const [first] = given(await ask('findPatient', { credential }), `finding "${who}"`).patients;
    if (!first) throw new NotTried(`"${who}" has no record`);
    return first;
  }

  return {
    ...exchanges,
    settings,
    payer,
    noticeKey,
    slots: createSlots(ask, openDays),
    get capabilities() {
      return capabilities();
    },
    setCapabilities(it) {
      told = it;
    },
    now,
    day,
    newId: () => newNumber(chance, day(0)),
    person: (who) => shared(`person ${who}`, () => find(who, settings[who])),
    pause: (seconds) => sleep(clock, seconds * 1000),
    shared,
    afterwards: (task) => void (makingShared > 0 ? ofRun : ofRule).push(task),
    async tidyUp(all) {
      for (const tasks of all ? [ofRule, ofRun] : [ofRule]) {
        for (const task of tasks.splice(0).reverse()) await task();
      }
    },
  };
}

/** The zone a hospital names, or UTC where there is no such zone. */
function zoneOf(name: string | undefined): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name ?? 'UTC' }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}
