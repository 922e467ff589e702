import type { InventedPerson } from '../../seeds/people.ts';
import { createVirtualBankCard } from '../devices/virtual-chip-card.ts';
import type { VirtualShelf } from '../devices/virtual-shelf.ts';
import type { Controls } from '../hospital/controls.ts';
import type { BenchCommand } from './protocol.ts';
import type { Wallet } from './wallet.ts';

/** What happens at the hospital that a technician can bring about. */
export type BenchControls = Pick<
  Controls,
  'startPaying' | 'pay' | 'decline' | 'nextCharge' | 'releaseItem' | 'payElsewhere' | 'reportCardLost'
>;

export interface HandsParts {
  readonly shelf: VirtualShelf;
  readonly people: readonly InventedPerson[];
  readonly wallet: Wallet;
  /** UTC milliseconds. */
  readonly now: () => number;
  readonly controls: BenchControls;
}

/** AIM identifier of a QR code. */
const qrCode = ']Q1';

/** Hands that do what a command says. They return why not, when it cannot be done. */
export function createHands({
  shelf,
  people,
  wallet,
  now,
  controls,
}: HandsParts): (command: BenchCommand) => string | undefined {
  const { idCardReader, receiptPrinter, chipCardReader, magneticCardReader } = shelf;
  const { barcodeScanner, cardDispenser, reportPrinter } = shelf;

  const show = (data: string) => barcodeScanner.show({ aim: qrCode, data });

  return (command) => {
    switch (command.do) {
      case 'putCard': {
        const person = people[command.person];
        if (!person) return `there is no person ${command.person}`;
        return void idCardReader.put(person.card);
      }
      case 'takeCard':
        return void idCardReader.take();

      case 'putChipCard': {
        const card = wallet.chipCard(command.person, command.card);
        if (!card) return `person ${command.person} has no such card`;
        return void chipCardReader.put(card);
      }
      case 'putIssuedCard': {
        const card = cardDispenser.state().taken.at(-1);
        if (!card) return 'no card was taken out of the dispenser';
        return void chipCardReader.put(card);
      }
      case 'putBankCard':
        return void chipCardReader.put(createVirtualBankCard());
      case 'takeChipCard':
        return void chipCardReader.take();

      case 'swipeCard': {
        const number = people[command.person]?.cards.hospitalCard;
        if (number === undefined) return `person ${command.person} has no such card`;
        return void magneticCardReader.swipe({ track2: number });
      }
      case 'swipeTrack':
        return void magneticCardReader.swipe({ track2: command.track2 });

      case 'showCode': {
        const code = wallet.code(command.person, command.code, now());
        if (code === undefined) return `person ${command.person} has no such code`;
        return void show(code);
      }
      case 'showText':
        return void show(command.text);
      case 'showPayerCode':
        return void show(wallet.payerCode());
      case 'hideCode':
        return void barcodeScanner.hide();

      case 'takeSlips':
        return void receiptPrinter.take();
      case 'openCover':
        return void receiptPrinter.set({ cover: 'open' });
      case 'closeCover':
        return void receiptPrinter.set({ cover: 'closed' });
      case 'setPaper':
        return void receiptPrinter.set({ paperLeft: command.millimetres });

      case 'takeOfferedCard':
        return cardDispenser.take() ? undefined : 'no card is offered';
      case 'loadCards':
        return void cardDispenser.load(shelf.newCards(command.count));
      case 'emptyCardStack':
        return void cardDispenser.unload();
      case 'emptyCardBin':
        return void cardDispenser.emptyBin();
      case 'jamNextCard':
        return void cardDispenser.failNext('jamOnTheWay');
      case 'freeCardPath':
        cardDispenser.clear('jamOnTheWay');
        return void cardDispenser.free();

      case 'setSheets':
        return void reportPrinter.set({ sheets: command.sheets });
      case 'setToner':
        return void reportPrinter.set({ toner: command.pages });
      case 'jamReportPrinter':
        return void reportPrinter.set({ path: 'jammed' });
      case 'freeReportPrinter':
        return void reportPrinter.set({ path: 'ok' });
      case 'takeSheets':
        return void reportPrinter.take();

      case 'startPaying':
      case 'pay':
      case 'decline': {
        const result = controls[command.do](command.order);
        return result.ok ? undefined : `order ${command.order}: ${result.why}`;
      }
      case 'nextCharge':
        return void controls.nextCharge(command.outcome);
      case 'releaseItem':
        return tried(() => void controls.releaseItem(command.order, command.item));
      case 'settleElsewhere':
        return tried(() => {
          const result = controls.payElsewhere(command.id);
          return result.ok ? undefined : `${command.id}: ${result.why}`;
        });
      case 'reportCardLost': {
        const number = people[command.person]?.cards.hospitalCard;
        if (number === undefined) return `person ${command.person} has no such card`;
        return tried(() => void controls.reportCardLost(number));
      }
    }
  };
}

/** What is typed on the bench need not exist; to the hospital's controls that is a bug. */
function tried(act: () => string | undefined): string | undefined {
  try {
    return act();
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}
