import { cardMachine } from '../flows/card/card-machine.ts';
import { collectionMachine } from '../flows/collection/collection-machine.ts';
import { identifyMachine } from '../flows/identify/identify-machine.ts';
import { paymentMachine } from '../flows/payment/payment-machine.ts';
import { recordsMachine } from '../flows/records/records-machine.ts';
import { refundMachine } from '../flows/refund/refund-machine.ts';
import { registrationMachine } from '../flows/registration/registration-machine.ts';
import { reportMachine } from '../flows/report/report-machine.ts';
import { reprintMachine } from '../flows/reprint/reprint-machine.ts';
import { settlementMachine } from '../flows/settlement/settlement-machine.ts';
import { findPatientsWith, readCredentialWith } from './credential-actors.ts';
import { type DeliveryPorts, deliverWith, handOverWith } from './delivery-actors.ts';
import { loadingActors } from './loading-actors.ts';
import { createRecordWith, type RecordPorts } from './record-actor.ts';
import {
  checkDevicesOf,
  followOrderWith,
  printPaperWith,
  printSlipWith,
  type SettlementPorts,
  scanPayerCodeWith,
} from './settlement-actors.ts';

export type ErrandPorts = SettlementPorts & DeliveryPorts & RecordPorts;

/** Every errand with its actors bound to this terminal's devices, hospital, money and journal. */
export function boundErrands(ports: ErrandPorts) {
  const { devices, hospital } = ports;
  const identify = identifyMachine.provide({
    actors: { readCredential: readCredentialWith(devices), findPatients: findPatientsWith(hospital) },
  });
  const settlement = settlementMachine.provide({
    actors: {
      checkDevices: checkDevicesOf(devices),
      followOrder: followOrderWith(ports),
      scanPayerCode: scanPayerCodeWith(devices),
      deliver: deliverWith(ports),
      handOver: handOverWith(ports),
      printSlip: printSlipWith(ports),
    },
  });
  const shared = { identify, settlement };
  const {
    loadDepartments,
    loadDoctors,
    trial,
    loadBookings,
    loadBills,
    loadTransactions,
    loadPrices,
    loadReports,
    loadReport,
    loadConfirmation,
  } = loadingActors(hospital);
  const printPaper = printPaperWith(ports);
  return {
    registration: registrationMachine.provide({ actors: { ...shared, loadDepartments, loadDoctors, trial } }),
    collection: collectionMachine.provide({ actors: { ...shared, loadBookings, trial } }),
    payment: paymentMachine.provide({ actors: { ...shared, loadBills, trial } }),
    report: reportMachine.provide({ actors: { ...shared, loadReports, loadReport } }),
    card: cardMachine.provide({ actors: { ...shared, createRecord: createRecordWith(ports) } }),
    refund: refundMachine.provide({ actors: { ...shared, loadTransactions } }),
    records: recordsMachine.provide({ actors: { identify, loadTransactions, loadPrices, printPaper } }),
    reprint: reprintMachine.provide({ actors: { identify, loadTransactions, loadConfirmation, printPaper } }),
  };
}
