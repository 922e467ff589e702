import { createActor, fromPromise } from 'xstate';
import { boundErrands } from './actors/errands.ts';
import { type Condition, conditionOf } from './condition.ts';
import type { TerminalConfig } from './config.ts';
import { openDevices } from './device-bay.ts';
import { createDeviceNotes } from './device-notes.ts';
import { technicianMachine } from './flows/technician/technician-machine.ts';
import { createHospital } from './hospital/client.ts';
import { watchNotices } from './hospital/notices.ts';
import { type Presence, watchHospital } from './hospital/presence.ts';
import { newNumber } from './identifier.ts';
import { createJournal, orLost } from './journal/journal.ts';
import { machineClock } from './machine-clock.ts';
import { createCounterpart } from './money/counterpart.ts';
import { createMoney } from './money/money.ts';
import type { Ports } from './ports.ts';
import { recover } from './recovery.ts';
import { createRetention } from './retention.ts';
import type { LocalText } from './screen/parts.ts';
import type { Shown } from './screen.ts';
import { allWays, errandTiles, type Sensed, thingsLeft } from './services.ts';
import { slipOf } from './slip/slip.ts';
import { createAccess } from './technician/access.ts';
import { technicianActors } from './technician/actors.ts';
import { withBooks } from './technician/books.ts';
import { kindsOf, statusesOf } from './technician/device-state.ts';
import type { TechnicianConfig } from './technician-config.ts';
import { type Reporting, startReporting } from './usage/reporting.ts';
import { clinicHoursAt } from './visit/clinic-hours.ts';
import { tellJournalFailed } from './visit/journal-failure.ts';
import { createRecorder } from './visit/recorder.ts';
import { sceneOf } from './visit/scene.ts';
import { errandOf, type Facts } from './visit/screen-of.ts';
import type { Services } from './visit/visit-context.ts';
import { hostVisit } from './visit/visit-host.ts';
import { visitMachine } from './visit/visit-machine.ts';
import { dayOf, timeOf } from './zone.ts';

export interface Terminal {
  shown(): Shown;
  /** Tells `listener` what is shown, now and at every change. Returns how to stop. */
  subscribe(listener: (shown: Shown) => void): () => void;
  /** A message from the page. One made on an older screen, or that is no tap, is dropped and logged. */
  tap(message: unknown): void;
  /** How it is, for whoever looks after it. Throws when the journal cannot be read. */
  condition(): Condition;
  /** Lets go of devices, hospital and hub. What is unfinished stays in the journal for the next start. */
  stop(): void;
}

/** Puts a terminal together and starts it: drivers from their addresses, flows bound to them, money, journal, outbox. */
export function createTerminal(ports: Ports, config: TerminalConfig): Terminal {
  const { clock, chance, network, links, log, inspect } = ports;
  const store = ports.journal;
  const life = new AbortController();
  const today = () => dayOf(clock.now(), config.zone);
  let reporting: Reporting | undefined;

  const journal = withBooks(
    createJournal(store, clock, (cause) => {
      log({ event: 'journal.failed', cause });
      tellJournalFailed(visit);
      sense();
    }),
    clock,
    () => reporting?.look(),
  );
  const hospital = createHospital({ network, baseUrl: config.hospitalUrl, clock });
  let presence: Presence = { capabilities: undefined, answers: false };
  const heard: { answeredAt?: number } = {};
  let announcements: readonly LocalText[] = [];

  const policy = () => {
    const told = presence.capabilities?.payment;
    return {
      firstQuery: (told?.firstQueryAfterSeconds ?? 5) * 1000,
      queryEvery: (told?.queryEverySeconds ?? 3) * 1000,
      payWithin: (told?.payWithinSeconds ?? 120) * 1000,
      reverseAfter: (told?.reverseAfterSeconds ?? 15) * 1000,
    };
  };
  const counterpart = createCounterpart({
    hospital,
    clock,
    terminal: config.terminal,
    payWithin: () => policy().payWithin,
  });
  const money = createMoney({ journal, counterpart, clock, log }, policy);

  const notes = createDeviceNotes(journal, log, () => statusesOf(bay));
  const bay = openDevices(config.devices, { links, clock, log: notes.hear });

  const retention = createRetention(
    { store, clock, log, forget: journal.forget },
    { zone: config.zone, journalDays: config.retention.journalDays, hasHub: config.hubUrl !== undefined },
  );
  const recorder = createRecorder(journal, clock, chance, () => {
    reporting?.nudge();
    retention.look();
  });
  const newId = () => newNumber(chance, today());
  const errands = boundErrands({
    devices: bay,
    hospital,
    money,
    journal,
    clock,
    newNumber: newId,
    visit: () => recorder.visit ?? '',
    openingOf: ({ patient, purpose, split }) => ({
      order: newId(),
      visit: recorder.visit ?? '',
      lockId: newId(),
      refundNumber: newId(),
      settlementId: newId(),
      recordId: patient.recordId,
      purpose,
      price: split.total,
      self: split.self,
      ...(patient.insuranceToken !== undefined && { insuranceToken: patient.insuranceToken }),
      settle: presence.capabilities?.insurance?.settle ?? 'afterPayment',
      ...(presence.capabilities?.insurance?.undoBeforeRefund && { undoFirst: true }),
    }),
    slipOf: (handed) => slipOf(handed, printHead()),
  });
  const hospitalName = () => presence.capabilities?.name ?? config.hospital;
  const printHead = () => ({
    hospital: hospitalName().zh,
    terminal: config.terminal,
    printedAt: `${today()} ${timeOf(clock.now(), config.zone)}`,
  });

  const recovery = {
    store,
    journal,
    money,
    drain: bay.drain,
    takeUp: journal.takeUp,
    begun() {
      notes.begin();
      retention.look();
    },
    clock,
    chance,
    log,
    life: life.signal,
  };
  const machine = visitMachine.provide({
    actors: {
      recover: fromPromise(() => recover(recovery, config.recoveryPatience)),
      ...errands,
      ...(config.technician && { technician: boundTechnician(config.technician) }),
    },
  });
  const visit = createActor(machine, {
    clock: machineClock(clock),
    ...(inspect && { inspect }),
    input: {
      now: clock.now,
      today,
      patience: config.patience,
      services: services(),
      technician: config.technician && { devices: kindsOf(bay), patience: config.technician.patience },
    },
  });

  function boundTechnician(secrets: TechnicianConfig) {
    const access = createAccess(secrets, journal, clock);
    return technicianMachine.provide({ actors: technicianActors({ devices: bay, journal, clock, access, printHead }) });
  }

  function sensed(): Sensed {
    return {
      idCardReader: bay.idCardReader.status(),
      receiptPrinter: bay.receiptPrinter.status(),
      chipCardReader: bay.chipCardReader?.status(),
      magneticCardReader: bay.magneticCardReader?.status(),
      barcodeScanner: bay.barcodeScanner?.status(),
      cardDispenser: bay.cardDispenser?.status(),
      reportPrinter: bay.reportPrinter?.status(),
      writesCards: bay.cardDispenser?.writeNumber !== undefined,
      hospital: presence,
      journal: !journal.broken,
      inService: journal.books.inService,
    };
  }

  function services(): Services {
    const senses = sensed();
    return {
      errands: errandTiles(senses),
      ways: allWays(senses),
      policy: presence.capabilities,
      inService: senses.inService,
      thingsLeft: thingsLeft(senses),
      announcements,
    };
  }
  let sensedLast = '';
  function sense(): void {
    // Devices that are let go of say so, and nobody is there any more to hear it.
    if (life.signal.aborted) return;
    const now = services();
    const text = JSON.stringify(now);
    // Most of what devices say changes nothing that a patient can do.
    if (text !== sensedLast) visit.send({ type: 'services', services: now });
    sensedLast = text;
    reporting?.look();
  }

  const facts: Facts = {
    at: {
      zone: config.zone,
      get scan() {
        return bay.barcodeScanner?.status().device === 'online' && presence.capabilities?.payment.scan === true;
      },
    },
    technician: () => ({
      statuses: statusesOf(bay),
      supplies: journal.books.supplies,
      inService: journal.books.inService,
      openOrders: journal.openOrders().length,
      keptSlips: journal.books.keptSlips.size,
      ...(reporting && { reporting: reporting.facts() }),
    }),
    hours: () => clinicHoursAt(presence.capabilities?.clinicHours, today(), timeOf(clock.now(), config.zone)),
    reference: () => [config.terminal, recorder.visit?.slice(0, 6)].filter((it) => it !== undefined).join('-'),
  };
  const host = hostVisit(visit, {
    clock,
    log,
    scene: (snapshot, browsing) => sceneOf(snapshot, facts, browsing, hospitalName(), config, clock.now()),
    isSettled(snapshot) {
      if (snapshot.context.services.inService === journal.books.inService) return true;
      // A technician closed the terminal or opened it, now or before this start.
      sense();
      return false;
    },
    seen(snapshot, screen) {
      // An epoch begins with its start: of a journal that could not be taken up there is no visit.
      if (journal.books.epoch === '') return;
      const serviced = snapshot.matches('serviced');
      orLost(() => recorder.see({ screen, errand: errandOf(snapshot), serviced, ending: snapshot.context.last }));
    },
  });
  visit.start();
  for (const kind of kindsOf(bay)) {
    bay[kind]?.subscribe(() => {
      if (!life.signal.aborted) notes.look(kind);
      sense();
    });
  }
  const present = (next: Presence) => {
    presence = next;
    sense();
  };
  const answered = () => Object.assign(heard, { answeredAt: clock.now() });
  void watchHospital(hospital, clock, life.signal, present, answered);
  const { terminal, zone, hubUrl, noticeKey: key } = config;
  if (hubUrl !== undefined) {
    const books = () => journal.books;
    reporting = startReporting(ports, { terminal, zone, hubUrl }, books, () => statusesOf(bay), life.signal);
  }
  if (key !== undefined) {
    const seconds = () => presence.capabilities?.notices?.everySeconds;
    const every = () => (seconds() === undefined ? undefined : (seconds() ?? 0) * 1000);
    const taker = {
      orderMoved: money.nudge,
      announced(texts: readonly LocalText[]) {
        if (JSON.stringify(texts) === JSON.stringify(announcements)) return;
        announcements = texts;
        sense();
      },
      refused: (why: 'signature' | 'malformed' | 'otherTerminal') => log({ event: 'notice.refused', why }),
    };
    void watchNotices(hospital, clock, { terminal, key, every, verify: ports.verify }, taker, life.signal);
  }

  return {
    shown: host.shown,
    subscribe: host.subscribe,
    tap: host.tap,
    condition: () =>
      conditionOf({
        snapshot: visit.getSnapshot(),
        journal,
        statuses: statusesOf(bay),
        hospital: { answers: presence.answers, ...heard },
        outbox: reporting?.outbox,
      }),
    stop() {
      life.abort();
      money.stop();
      host.stop();
      visit.stop();
      bay.close();
    },
  };
}
