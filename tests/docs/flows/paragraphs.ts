import type { AnyStateMachine } from 'xstate';
import { cardMachine } from '../../../terminal/flows/card/card-machine.ts';
import { collectionMachine } from '../../../terminal/flows/collection/collection-machine.ts';
import { identifyMachine } from '../../../terminal/flows/identify/identify-machine.ts';
import { paymentMachine } from '../../../terminal/flows/payment/payment-machine.ts';
import { recordsMachine } from '../../../terminal/flows/records/records-machine.ts';
import { refundMachine } from '../../../terminal/flows/refund/refund-machine.ts';
import { registrationMachine } from '../../../terminal/flows/registration/registration-machine.ts';
import { reportMachine } from '../../../terminal/flows/report/report-machine.ts';
import { reprintMachine } from '../../../terminal/flows/reprint/reprint-machine.ts';
import { settlementMachine } from '../../../terminal/flows/settlement/settlement-machine.ts';
import { technicianMachine } from '../../../terminal/flows/technician/technician-machine.ts';
import { visitMachine } from '../../../terminal/visit/visit-machine.ts';

export interface Chapter {
  readonly machine: AnyStateMachine;
  readonly english: string;
  readonly chinese: string;
  readonly file: string;
  readonly paragraph: string;
}

/** What the page says of each machine, in the order in which somebody new would ask. */
export const chapters: readonly Chapter[] = [
  {
    machine: visitMachine,
    english: 'Visit',
    chinese: '一次办理',
    file: 'terminal/visit/visit-machine.ts',
    paragraph:
      'One patient after the other. A start settles what the last one left before it welcomes anybody. While somebody is present two things go on side by side: what is done, and the watch that asks a silent patient and then ends the visit. Every errand is a machine of its own, run here under its name; whatever comes of it, the farewell tells it and then everything of the patient is forgotten.',
  },
  {
    machine: identifyMachine,
    english: 'Identification',
    chinese: '身份识别',
    file: 'terminal/flows/identify/identify-machine.ts',
    paragraph:
      'Who is here. A patient shows a card or a code, or types a number; the hospital looks for the record. A child needs a guardian; several records need a choice. What was shown is forgotten as soon as the record is found. Nearly every errand begins with it.',
  },
  {
    machine: settlementMachine,
    english: 'Settlement',
    chinese: '结算与交付',
    file: 'terminal/flows/settlement/settlement-machine.ts',
    paragraph:
      'One order as the patient lives it. First the devices are looked at: nobody pays for what cannot come out. The phases inside `ordering` then have no order of their own: the money does its work by itself, and the chart goes to whichever phase the order is in. The usual way is opening, paying, delivering, confirming, fulfilled; the way back is cancelling or refunding. It may end while money is still on its way; then the farewell says so and the terminal finishes without the patient.',
  },
  {
    machine: registrationMachine,
    english: 'Registration',
    chinese: '挂号',
    file: 'terminal/flows/registration/registration-machine.ts',
    paragraph:
      'A number for today or ahead: day, department, doctor, period, what insurance would bear, a look at all of it, and the settlement. A number that somebody else took meanwhile leads back to the doctors.',
  },
  {
    machine: collectionMachine,
    english: 'Collection',
    chinese: '取号·签到·退号',
    file: 'terminal/flows/collection/collection-machine.ts',
    paragraph:
      'A booking made elsewhere becomes a number, is checked in, or is given back. What was paid for a booking that is given back returns the way it came.',
  },
  {
    machine: paymentMachine,
    english: 'Payment',
    chinese: '缴费',
    file: 'terminal/flows/payment/payment-machine.ts',
    paragraph:
      'Open bills, some or all of them, with what insurance would bear, and one settlement for the chosen ones.',
  },
  {
    machine: reportMachine,
    english: 'Reports',
    chinese: '取报告',
    file: 'terminal/flows/report/report-machine.ts',
    paragraph:
      'Reports that are ready are read on the screen or printed. Pages are reserved before the first one comes out, and those that did not come out are given back.',
  },
  {
    machine: cardMachine,
    english: 'Cards',
    chinese: '办卡·补卡',
    file: 'terminal/flows/card/card-machine.ts',
    paragraph:
      'A record for who comes for the first time, a new card, or one in place of a lost one. A card is handed over only when the hospital has bound it; one that is left standing is taken back into the bin.',
  },
  {
    machine: refundMachine,
    english: 'Refund',
    chinese: '退费',
    file: 'terminal/flows/refund/refund-machine.ts',
    paragraph:
      'Items of an earlier payment that the hospital released for refund, whatever channel they were paid through. The money goes back the way it came.',
  },
  {
    machine: recordsMachine,
    english: 'Records and prices',
    chinese: '明细·价格',
    file: 'terminal/flows/records/records-machine.ts',
    paragraph: 'Past payments, and the price lists, which need nobody to say who they are. Nothing is settled.',
  },
  {
    machine: reprintMachine,
    english: 'Reprint',
    chinese: '补打凭条',
    file: 'terminal/flows/reprint/reprint-machine.ts',
    paragraph: 'A slip once more, of an order of any terminal, made from the hospital’s confirmation.',
  },
  {
    machine: technicianMachine,
    english: 'Technician',
    chinese: '维护',
    file: 'terminal/flows/technician/technician-machine.ts',
    paragraph:
      'Behind PIN and one-time code: devices, counters, in or out of service. It is no visit and counts as no use. Who goes away without leaving is taken to have left.',
  },
];
