import type { DeviceKind } from '../../device-drivers/contract/device-event.ts';
import type { InventedPerson } from '../../seeds/people.ts';
import type { FaultPlan } from '../devices/fault-plan.ts';
import { createBlankCard, createM1Card, type M1Card } from '../devices/m1-card.ts';
import { createVirtualBankCard } from '../devices/virtual-chip-card.ts';
import type { VirtualShelf } from '../devices/virtual-shelf.ts';
import type { DeviceCommand } from './command.ts';
import type { Wallet } from './wallet.ts';

export interface DeviceHandsParts {
  readonly shelf: VirtualShelf;
  readonly people: readonly InventedPerson[];
  readonly wallet: Wallet;
  /** UTC milliseconds. */
  readonly now: () => number;
}

/** AIM identifier of a QR code. */
const qrCode = ']Q1';

/** Hands at the devices of one terminal. They return why not, when it cannot be done. */
export function createDeviceHands(parts: DeviceHandsParts): (command: DeviceCommand) => string | undefined {
  const { shelf, people, wallet, now } = parts;
  const { idCardReader, receiptPrinter, chipCardReader, magneticCardReader } = shelf;
  const { barcodeScanner, cardDispenser, reportPrinter } = shelf;

  const show = (data: string) => barcodeScanner.show({ aim: qrCode, data });
  const faultsOf = (device: DeviceKind) => shelf[device] as FaultPlan<string>;

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
      case 'setReceiptPrinter': {
        const { do: _, ...set } = command;
        return void receiptPrinter.set(present(set));
      }

      case 'takeOfferedCard':
        return cardDispenser.take() ? undefined : 'no card is offered';
      case 'loadCards':
        return void cardDispenser.load(madeAs(command.made, shelf.newCards(command.count)));
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
      case 'leaveSheets':
        return void reportPrinter.leave(command.sheets);
      case 'setToner':
        return void reportPrinter.set({ toner: command.pages });
      case 'setReportPrinter': {
        const { do: _, ...set } = command;
        return void reportPrinter.set(present(set));
      }
      case 'jamReportPrinter':
        return void reportPrinter.set({ path: 'jammed' });
      case 'freeReportPrinter':
        return void reportPrinter.set({ path: 'ok' });
      case 'takeSheets':
        return void reportPrinter.take();
      case 'failAtPage':
        return void reportPrinter.failAtPage(command.page, command.accident);

      case 'fault':
        if (command.until === 'once') return void faultsOf(command.device).failNext(command.fault);
        return void faultsOf(command.device).failUntilCleared(command.fault);
      case 'clearFaults':
        return void faultsOf(command.device).clear();
      case 'unplug':
        return void shelf.unplug(command.device);
      case 'plugIn':
        return void shelf.plugIn(command.device);
      case 'setLines': {
        const { do: _, ...manners } = command;
        return void shelf.setManners({ ...shelf.manners(), ...present(manners) });
      }
    }
  };
}

/** Keys of another hospital's cards. */
const foreignKeys = { A: new Uint8Array(6).fill(0x11), B: new Uint8Array(6).fill(0x22) };

/** Cards of the same numbers as they come from elsewhere. */
function madeAs(made: 'factory' | 'blank' | 'foreign' | undefined, cards: readonly M1Card[]): readonly M1Card[] {
  if (made === 'blank') return cards.map(({ uid }) => createBlankCard(uid));
  if (made === 'foreign') return cards.map(({ uid }) => createM1Card(uid, { keys: foreignKeys }));
  return cards;
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without the properties that say nothing. */
const present = <T extends object>(parts: T): Present<T> =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as Present<T>;
