import * as v from 'valibot';
import type { CardDispenser, CardDispenserStatus } from '../../device-drivers/contract/card-dispenser.ts';
import type { Clock } from '../../device-drivers/contract/clock.ts';
import { failed, type Outcome } from '../../device-drivers/contract/fault.ts';
import type { Crt591 } from '../../device-drivers/crt-591/driver.ts';
import { mediaOf, notRead, type ReadCard, Reset, readRawData } from './card-reader.ts';
import { bare, base64, type Call, command, type ErrorCodes, failure, success } from './command.ts';
import type { Completion } from './envelope.ts';
import { type KeptDevice, keepDevice, until } from './kept-device.ts';
import { commonStatus, type ServicePlan } from './plan.ts';
import { countOf, dispenseUnit, retainUnit, storageOf, tellOfStorage } from './storage.ts';

const Move = v.object({ from: v.string(), to: v.string() });

const moveErrors: ErrorCodes = {
  cardJammed: 'mediaJam',
  cardRemoved: 'noMedia',
  stackEmpty: 'noMedia',
  cardInvalid: 'occupied',
  retainBinFull: 'full',
};
const resetErrors: ErrorCodes = { cardJammed: 'mediaJam', retainBinFull: 'retainBinFull' };

/** Milliseconds in which a machine that fell silent has drawn a card in and is reached again. */
const drawingIn = 10_000;

/** Where a card is, by what the machine says of it. */
const places = { exit: 'entering', transport: 'present' } as const;

const noMedia: Completion = { completionCode: 'commandErrorCode', payload: { errorCode: 'noMedia' } };

/** A dispenser with its chip station, as one device. */
export type CardMachine = CardDispenser & Pick<Crt591, 'mifare'>;

function cardReaderMedia(status: CardDispenserStatus): string {
  return 'fault' in status && status.fault === 'cardJammed' ? 'jammed' : mediaOf(status);
}

/** The card dispenser: the standard has none, it has card readers with a motor and storage. */
export const cardDispenserService = (open: () => CardMachine, clock: Clock): ServicePlan => ({
  name: 'CardDispenser',
  model: 'CRT-591-M',
  capabilities: {
    cardReader: {
      type: 'motor',
      chipProtocols: { chipTypeAPart3: true },
      powerOnOption: 'transport',
      positions: { exit: true, transport: true },
      cardTakenSensor: true,
    },
  },
  events: [
    'CardReader.InsertCardEvent',
    'CardReader.MediaInsertedEvent',
    'CardReader.MediaRemovedEvent',
    'Storage.StorageThresholdEvent',
    'Storage.StorageChangedEvent',
    'Storage.CountsChangedEvent',
  ],
  take(tell) {
    /** Cards that go into the bin are not taken. */
    let retaining = false;
    const kept: KeptDevice<CardMachine> = keepDevice<CardDispenserStatus, CardMachine>(open, (status, before) => {
      tell.changed();
      if (!before) return;
      tellOfStorage(tell, before, status);
      if (!retaining && mediaOf(before) === 'entering' && mediaOf(status) === 'notPresent') {
        tell.event('CardReader.MediaRemovedEvent');
      }
    });

    async function intoBin(work: () => Promise<Outcome>): Promise<Outcome> {
      retaining = true;
      const outcome = await work();
      retaining = false;
      const count = await countOf(kept.driver());
      if (count !== undefined)
        tell.event('Storage.CountsChangedEvent', { [retainUnit]: { card: { status: { count } } } });
      return outcome;
    }

    async function dispense(to: 'exit' | 'transport', signal: AbortSignal): Promise<Outcome> {
      const taken = await kept.driver().takeFromStack(signal);
      return taken.ok && to === 'exit' ? kept.driver().offer(signal) : taken;
    }

    async function move(from: string, to: string, signal: AbortSignal): Promise<Completion> {
      const told = (outcome: Outcome) => (outcome.ok ? success() : failure(outcome.fault, signal, moveErrors));
      if (from === dispenseUnit && (to === 'exit' || to === 'transport')) return told(await dispense(to, signal));
      if (from !== 'exit' && from !== 'transport') return unsupported(from, to);
      if (to !== retainUnit && !(from === 'transport' && to === 'exit')) return unsupported(from, to);
      const status = kept.driver().status();
      if (status.device === 'online' && status.media !== places[from]) return noMedia;
      if (to === 'exit') return told(await kept.driver().offer(signal));
      return told(await intoBin(() => kept.driver().retain(signal)));
    }

    /** While it draws a card in, the machine hears nothing, and its driver gives its line up for a moment. */
    async function comesBack(signal: AbortSignal): Promise<boolean> {
      const enough = new AbortController();
      const stopClock = clock.after(drawingIn, () => enough.abort());
      const isBack = (status: CardDispenserStatus) => status.device === 'online';
      await until(kept.driver(), isBack, AbortSignal.any([signal, enough.signal]));
      stopClock();
      return isBack(kept.driver().status());
    }

    async function cardInside(signal: AbortSignal): Promise<Outcome> {
      for (;;) {
        await until(kept.driver(), (it) => 'fault' in it || mediaOf(it) === 'present', signal);
        const status = kept.driver().status();
        if (mediaOf(status) === 'present') return { ok: true };
        if (signal.aborted || !('fault' in status)) return failed('cancelled');
        if (status.fault !== 'timeOut' || !(await comesBack(signal))) return failed(status.fault);
      }
    }

    /** Lets a card be put in at the gate, unless one is in the machine. */
    async function awaitCard(call: Call): Promise<Outcome> {
      const { entry } = kept.driver();
      if (mediaOf(kept.driver().status()) === 'present') return { ok: true };
      const enabled = await entry?.enable();
      if (enabled && !enabled.ok) return enabled;
      call.event('CardReader.InsertCardEvent');
      const inside = await cardInside(call.signal);
      await entry?.disable();
      if (inside.ok) call.event('CardReader.MediaInsertedEvent');
      return inside;
    }

    async function read(call: Call): Promise<ReadCard> {
      const there = await awaitCard(call);
      if (!there.ok) return notRead(there.fault, call);
      const woken = await kept.driver().mifare.activate();
      if (!woken.ok) return notRead(woken.fault, call);
      return { contents: { chip: { data: base64(woken.uid) } } };
    }

    return {
      status() {
        const status = kept.driver().status();
        return { common: commonStatus(status.device), cardReader: { media: cardReaderMedia(status) } };
      },
      commands: {
        'CardReader.ReadRawData': readRawData(['chip'], read),
        'CardReader.Move': command(Move, ({ from, to }, { signal }) => move(from, to, signal)),
        'CardReader.Reset': command(Reset, async ({ to }, { signal }) => {
          const outcome =
            to === 'retain' || to === 'auto' || !to
              ? await intoBin(() => kept.driver().reset('retain', signal))
              : await kept.driver().reset('stay', signal);
          if (!outcome.ok) return failure(outcome.fault, signal, resetErrors);
          const status = kept.driver().status();
          if (to !== 'exit' || mediaOf(status) !== 'present') return success();
          const offered = await kept.driver().offer(signal);
          return offered.ok ? success() : failure(offered.fault, signal, resetErrors);
        }),
        'Storage.GetStorage': bare(async () => success({ storage: await storageOf(kept.driver()) })),
      },
      close: kept.close,
    };
  },
});

const unsupported = (from: string, to: string): Completion => ({
  completionCode: 'unsupportedData',
  errorDescription: `no card is moved from ${from} to ${to}`,
});
