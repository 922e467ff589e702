/** Visits of invented people, each with other personal things on the glass. All end at the welcome. */
import { people } from '../../seeds/people.ts';
import { demonstrationPin, demonstrationTechnician } from '../../seeds/technician.ts';
import { codeAt } from '../../terminal/technician/one-time-code.ts';
import { whose } from '../kiosk.ts';
import type { WatchedPage } from './watched-page.ts';

/** Called where much of a visit stands on the page; with what is typed there. */
type Look = (typed?: string) => Promise<void>;

export interface Visit {
  readonly title: string;
  /** What is typed on the number pad. */
  readonly typed?: string;
  /** From the welcome to the welcome. */
  go(glass: WatchedPage, look: Look): Promise<void>;
}

const errand = {
  registration: 0,
  collection: 1,
  payment: 2,
  report: 3,
  card: 4,
  records: 6,
} as const;

async function begin({ press, until }: WatchedPage, which: keyof typeof errand): Promise<void> {
  await press('.begin');
  await until('menu');
  await press('.errand-tile', errand[which]);
}

async function pay({ kiosk, until }: WatchedPage, look: Look): Promise<void> {
  await until('pay');
  await look();
  kiosk.pay();
}

/** From the welcome to a number, paid by the code that is shown. */
export async function register(glass: WatchedPage, look: Look, person = 0): Promise<void> {
  const { kiosk, press, until } = glass;
  await begin(glass, 'registration');
  await until('presentCredential');
  kiosk.present(person);
  await until('chooseOne');
  await press('.tile');
  await until('chooseDepartment');
  await press('.tile', 2);
  await until('chooseDoctor');
  await press('.tile');
  await until('choosePeriod');
  await press('.tile-period');
  await until('confirmAppointment');
  await look();
  await press('.main-action');
  await pay(glass, look);
}

async function leave({ kiosk, press, until }: WatchedPage, look: Look): Promise<void> {
  await until('farewell');
  await look();
  kiosk.world.reader.take();
  kiosk.world.shelf.chipCardReader.take();
  kiosk.world.printer.take();
  await press('.main-action');
  await until('attract');
}

const newcomer = people.findIndex(({ record }) => record === undefined);
const idNumber = people[0]?.card.number ?? '';
const phone = '13800138025';
const half = '32010019780';

export const visits: readonly Visit[] = [
  {
    title: 'a registration, paid by the code that is shown',
    async go(glass, look) {
      await register(glass, look);
      await leave(glass, look);
    },
  },
  {
    title: 'bills, with insurance, in English, spoken, in large letters',
    async go(glass, look) {
      const { kiosk, press, until } = glass;
      await begin(glass, 'payment');
      await until('presentCredential');
      for (const comfort of ['.language', '.comfort-voice', '.comfort-elder']) {
        await press(comfort);
        await until('presentCredential');
      }
      kiosk.present(0, 'socialSecurity');
      await until('chooseSome');
      await look();
      await press('.main-action');
      await until('review');
      await look();
      await press('.main-action');
      await pay(glass, look);
      await leave(glass, look);
    },
  },
  {
    title: 'reports, by a typed ID number, read on the screen, and left in the middle',
    typed: idNumber,
    async go(glass, look) {
      const { press, until, type } = glass;
      await begin(glass, 'report');
      await until('presentCredential');
      await press('.typed-way');
      await until('enterNumber');
      await type(idNumber);
      await until('chooseSome');
      await press('.choice-read');
      await until('readReport');
      await look();
      await press('.end');
      await until('attract');
    },
  },
  {
    title: 'a newcomer’s record and card, by a typed phone number',
    typed: phone,
    async go(glass, look) {
      const { kiosk, press, until, type } = glass;
      await begin(glass, 'card');
      await until('presentCredential');
      kiosk.present(newcomer);
      await until('enterNumber');
      await type(phone);
      await until('review');
      await look();
      await press('.main-action');
      await until('review');
      await press('.main-action');
      await pay(glass, look);
      await until('takeCard');
      kiosk.world.shelf.cardDispenser.take();
      await leave(glass, look);
    },
  },
  {
    title: 'one of two records, and silence until the visit ends by itself',
    async go(glass, look) {
      const { kiosk, until } = glass;
      await begin(glass, 'records');
      await until('chooseOne');
      await glass.press('.tile');
      await until('presentCredential');
      kiosk.present(whose('罗思齐'));
      await until('chooseOne');
      await look();
      kiosk.world.reader.take();
      await until('attract');
    },
  },
  {
    title: 'half a number typed on the keypad, and silence',
    typed: half,
    async go(glass, look) {
      const { page, press, until } = glass;
      await begin(glass, 'collection');
      await until('presentCredential');
      await press('.typed-way');
      await until('enterNumber');
      for (const key of half) await page.keyboard.press(key);
      await look(half);
      await until('attract');
    },
  },
  {
    title: 'an errand that the hospital did not answer',
    async go(glass, look) {
      const { kiosk, press, until } = glass;
      await begin(glass, 'payment');
      await until('presentCredential');
      kiosk.present(1);
      await until('chooseSome');
      await press('.main-action');
      await until('review');
      kiosk.world.misbehaviour.failUntilCleared('any', 'silent');
      await press('.main-action');
      await until('trouble');
      await look();
      kiosk.world.misbehaviour.clear();
      kiosk.world.reader.take();
      await press('.main-action');
      await until('attract');
    },
  },
  {
    title: 'a technician’s code',
    typed: demonstrationPin,
    async go(glass, look) {
      const { kiosk, press, type, until } = glass;
      kiosk.tap({ kind: 'technician' });
      await until('enterNumber');
      await type(demonstrationPin);
      await until('enterNumber');
      await type(codeAt(demonstrationTechnician.oneTimeSecret, kiosk.world.clock.now()));
      await until('technician');
      await look();
      await press('.end');
      await until('attract');
    },
  },
];
