import { fromCallback, fromPromise } from 'xstate';
import { failed, type Outcome } from '../../device-drivers/contract/fault.ts';
import type { Slip } from '../../device-drivers/contract/receipt-printer.ts';
import type { Devices } from '../device-bay.ts';
import type { Handed } from '../flows/settlement/handed.ts';
import type { OrderRequest } from '../flows/settlement/order-request.ts';
import type { OrderCommand, SettlementEvent, SlipRequest } from '../flows/settlement/settlement-setup.ts';
import type { TapEvent } from '../flows/tap-event.ts';
import { type Journal, unlessLost } from '../journal/journal.ts';
import type { Money } from '../money/money-port.ts';
import { type Order, runsBack } from '../money/order.ts';
import type { Opening } from '../money/purpose.ts';
import { capture } from './delivery-actors.ts';

export interface SettlementPorts {
  readonly devices: Devices;
  readonly money: Money;
  readonly journal: Journal;
  /** The opening of a new order; its numbers are the terminal's own. */
  readonly openingOf: (request: OrderRequest) => Opening;
  readonly slipOf: (handed: Handed) => Slip;
  /** The visit going on, for what is written down about it. */
  readonly visit: () => string;
}

/** Whether what an order is for can come out of this machine: looked at before anything is taken. */
export const checkDevicesOf = ({ receiptPrinter, cardDispenser, reportPrinter }: Devices) =>
  fromPromise<Outcome, OrderRequest>(async ({ input }) => {
    const { kind } = input.purpose;
    if (kind === 'reports') return ready(reportPrinter?.status());
    if (kind === 'card') {
      const status = cardDispenser?.status();
      if (status?.device !== 'online') return ready(status);
      if (status.dispense === 'empty') return failed('stackEmpty');
      if (status.retain === 'full') return failed('retainBinFull');
    }
    return ready(receiptPrinter.status());
  });

type AnyStatus = ReturnType<Devices['receiptPrinter']['status']> | { readonly device: 'online' };

function ready(status: AnyStatus | undefined): Outcome {
  if (!status) return failed('noDevice');
  if (status.device === 'online') return { ok: true };
  return failed('fault' in status ? status.fault : 'timeOut');
}

export const followOrderWith = ({ devices, journal, money, openingOf }: SettlementPorts) =>
  fromCallback<OrderCommand, OrderRequest>(({ input, sendBack, receive }) => {
    const opening = openingOf(input);
    const { cardDispenser } = devices;
    let captured = input.purpose.kind !== 'card' || !cardDispenser;

    /** A written card that does not become the patient's goes into the bin, whoever is or is not there to see it. */
    function captureUnless(isPatients: boolean): void {
      if (captured || isPatients || !cardDispenser) return;
      captured = true;
      capture(cardDispenser, journal, opening.order, 'notBound').catch(unlessLost);
    }
    const isInside = ({ delivery, card }: Order) => delivery === 'done' && card === undefined;

    receive((command) => {
      if (command.type === 'giveUp') money.abandon(opening.order, 'patient');
      else money.charge(opening.order, command.payerCode);
    });
    money.open(opening);
    const stop = money.watch(opening.order, (watched) => {
      captureUnless(!(isInside(watched.order) && runsBack(watched.order)));
      sendBack({ type: 'order', watched } satisfies SettlementEvent);
    });
    return () => {
      const order = journal.order(opening.order);
      captureUnless(!(order && isInside(order)));
      stop();
    };
  });

/** A payer's code: 16 to 24 digits. Anything else held before the scanner is told to be of no use. */
const payerCode = /^\d{16,24}$/;

export const scanPayerCodeWith = ({ barcodeScanner }: Devices) =>
  fromCallback<TapEvent>(({ sendBack }) => {
    if (!barcodeScanner) return;
    const stop = new AbortController();
    const tell = (outcome: Outcome<{ payerCode: string }>) => {
      if (!stop.signal.aborted) sendBack({ type: 'scanned', outcome } satisfies SettlementEvent);
    };
    barcodeScanner.read(stop.signal).then(
      (read) => {
        if (!read.ok) return tell(read);
        tell(payerCode.test(read.code.data) ? { ok: true, payerCode: read.code.data } : failed('barcodeInvalid'));
      },
      () => tell(failed('hardwareError')),
    );
    return () => stop.abort();
  });

/** Prints the slip of an order of this visit. One that does not come out is kept: it can be printed at any terminal later. */
export const printSlipWith = ({ devices, journal, slipOf }: SettlementPorts) =>
  fromPromise<Outcome, SlipRequest>(async ({ input: { handed } }) => {
    const { orderNumber: order } = handed;
    journal.append({ kind: 'slip.intended', order });
    const outcome = await devices.receiptPrinter.print(slipOf(handed));
    journal.append(outcome.ok ? { kind: 'slip.printed', order } : { kind: 'slip.kept', order, why: outcome.fault });
    return outcome;
  });

/** Prints a paper that belongs to no order of this visit: a past transaction, a slip once more. */
export const printPaperWith = ({ devices, journal, slipOf, visit }: SettlementPorts) =>
  fromPromise<Outcome, Handed>(async ({ input }) => {
    const status = ready(devices.receiptPrinter.status());
    if (!status.ok) return status;
    const outcome = await devices.receiptPrinter.print(slipOf(input));
    if (!outcome.ok) return outcome;
    journal.append({ kind: 'slip.reprinted', visit: visit(), reference: input.orderNumber });
    if (journal.order(input.orderNumber)?.slip === 'kept') {
      journal.append({ kind: 'slip.printed', order: input.orderNumber });
    }
    return outcome;
  });
