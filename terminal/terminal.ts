import { type Actor, createActor, fromPromise } from 'xstate';
import type { Clock } from '../device-drivers/contract/clock.ts';
import type { DeviceEvent } from '../device-drivers/contract/device-event.ts';
import type { TerminalConfig } from './config.ts';
import { openDevices } from './device-bay.ts';
import { type TapEvent, tapEvent } from './flows/tap-event.ts';
import { createHospital } from './hospital/client.ts';
import { type Presence, watchHospital } from './hospital/presence.ts';
import { newNumber } from './identifier.ts';
import { createJournal, JournalError } from './journal/journal.ts';
import { createCounterpart } from './money/counterpart.ts';
import { createMoney } from './money/money.ts';
import type { Ports } from './ports.ts';
import { recover } from './recovery.ts';
import type { Shown } from './screen.ts';
import { errandTiles } from './services.ts';
import { registrationSlip } from './slip.ts';
import { readTapped } from './tapped.ts';
import { type Outbox, startOutbox } from './usage/outbox.ts';
import { boundRegistration } from './visit/actors.ts';
import { createRecorder } from './visit/recorder.ts';
import { sceneOf } from './visit/scene.ts';
import { createStage } from './visit/stage.ts';
import { visitMachine } from './visit/visit-machine.ts';
import { dayOf, timeOf } from './zone.ts';

export interface Terminal {
  shown(): Shown;
  /** Tells `listener` what is shown, now and at every change. Returns how to stop. */
  subscribe(listener: (shown: Shown) => void): () => void;
  /** A message from the page. One made on an older screen, or that is no tap, is dropped and logged. */
  tap(message: unknown): void;
  /** Lets go of devices, hospital and hub. What is unfinished stays in the journal for the next start. */
  stop(): void;
}

/** Puts a terminal together and starts it: drivers from their addresses, flows bound to them, money, journal, outbox. */
export function createTerminal(ports: Ports, config: TerminalConfig): Terminal {
  const { clock, chance, network, links, log } = ports;
  const store = ports.journal;
  const life = new AbortController();
  const today = () => dayOf(clock.now(), config.zone);

  const journal = createJournal(store, clock, (cause) => {
    log({ event: 'journal.failed', cause });
    visit.getSnapshot().children.errand?.send({ type: 'journalFailed' });
    sense();
  });
  const hospital = createHospital({ network, baseUrl: config.hospitalUrl, clock });
  let presence: Presence = { capabilities: undefined, answers: false };

  const payment = () => {
    const told = presence.capabilities?.payment;
    return {
      firstQuery: (told?.firstQueryAfterSeconds ?? 5) * 1000,
      queryEvery: (told?.queryEverySeconds ?? 3) * 1000,
      payWithin: (told?.payWithinSeconds ?? 120) * 1000,
    };
  };
  const counterpart = createCounterpart({ hospital, clock, payWithin: () => payment().payWithin });
  const money = createMoney({ journal, counterpart, clock, log }, payment);

  /** Logs what a driver reports; a fault goes into the journal as well, for the statistics. */
  const logDevice = (event: DeviceEvent) => {
    log(event);
    if (event.event !== 'device.fault') return;
    orLost(() => journal.append({ kind: 'device.fault', device: event.device, fault: event.fault }));
  };
  const bay = openDevices(config.devices, { links, clock, log: logDevice });
  const { idCardReader: reader, receiptPrinter: printer } = bay;

  let outbox: Outbox | undefined;
  const recorder = createRecorder(journal, clock, chance, () => outbox?.nudge());
  const registration = boundRegistration({
    reader,
    printer,
    hospital,
    money,
    journal,
    openingOf: ({ recordId, slot }) => ({
      order: newNumber(chance, today()),
      visit: recorder.visit ?? '',
      lockId: newNumber(chance, today()),
      refundNumber: newNumber(chance, today()),
      slotId: slot.id,
      recordId,
      price: slot.price,
    }),
    slipOf: (request) =>
      registrationSlip(request, {
        hospital: hospitalName().zh,
        terminal: config.terminal,
        printedAt: `${today()} ${timeOf(clock.now(), config.zone)}`,
      }),
  });
  const hospitalName = () => presence.capabilities?.name ?? config.hospital;

  const recovery = { store, journal, money, drain: bay.drain, clock, chance, log };
  const machine = visitMachine.provide({
    actors: {
      recover: fromPromise(() => recover(recovery, config.recoveryPatience)),
      registration,
    },
  });
  const visit = createActor(machine, {
    clock: machineClock(clock),
    input: { now: clock.now, today, patience: config.patience, services: services() },
  });

  function services() {
    const status = reader.status();
    const sensed = { reader: status, printer: printer.status(), hospital: presence, journal: !journal.broken };
    return {
      errands: errandTiles(sensed),
      cardOnReader: status.device === 'online' && status.media === 'present',
    };
  }
  const sense = () => visit.send({ type: 'services', services: services() });

  const stage = createStage(clock, () => sceneOf(visit.getSnapshot(), hospitalName(), config, clock.now()));
  visit.subscribe((snapshot) => {
    stage.refresh();
    orLost(() => recorder.see(stage.shown().screen.name, snapshot.context.last));
  });
  visit.start();
  reader.subscribe(sense);
  printer.subscribe(sense);
  void watchHospital(hospital, clock, life.signal, (next) => {
    presence = next;
    sense();
  });
  if (config.hubUrl !== undefined) {
    const { terminal, zone, hubUrl } = config;
    outbox = startOutbox({ store, network, clock, chance, log }, { terminal, zone, hubUrl }, life.signal);
  }

  return {
    shown: stage.shown,
    subscribe: stage.subscribe,
    tap(message) {
      const tapped = readTapped(message);
      if (!tapped) return log({ event: 'tap.dropped', why: 'malformed' });
      if (tapped.revision !== stage.shown().revision) return log({ event: 'tap.dropped', why: 'olderScreen' });
      if (!deliver(visit, tapEvent(tapped.tap))) log({ event: 'tap.dropped', why: 'notOffered' });
    },
    stop() {
      life.abort();
      money.stop();
      stage.stop();
      visit.stop();
      bay.close();
    },
  };
}

/** Hands a tap to the machine that takes it: the visit, its errand, or the errand's identifying. */
function deliver(visit: Actor<typeof visitMachine>, event: TapEvent): boolean {
  const errand = visit.getSnapshot().children.errand;
  const identify = errand?.getSnapshot().children.identify;
  if (visit.getSnapshot().can(event)) {
    visit.send(event);
    return true;
  }
  const taker = [errand, identify].find((actor) => actor?.getSnapshot().can(event));
  taker?.send(event);
  if (taker) visit.send({ type: 'touched' });
  return taker !== undefined;
}

/** A journal that cannot be written has already stopped the terminal's work; there is nobody left to tell. */
function orLost(write: () => void): void {
  try {
    write();
  } catch (error) {
    if (!(error instanceof JournalError)) throw error;
  }
}

/** The injected clock in the shape XState asks for. */
const machineClock = (clock: Clock) => ({
  setTimeout: (task: (...args: unknown[]) => void, delay: number) => clock.after(delay, task),
  clearTimeout: (cancel: () => void) => cancel?.(),
});
