import * as v from 'valibot';
import { mediaOf, notRead, Reset, readRawData, tellOfCard } from './card-reader.ts';
import type { ChipSlot, ChipSlotStatus } from './chip-slot.ts';
import { Base64, base64, command, type ErrorCodes, failure, success } from './command.ts';
import { keepDevice } from './kept-device.ts';
import { commonStatus, type ServicePlan } from './plan.ts';
import { protocolsIn } from './protocols.ts';

const protocols = [
  'chipT0',
  'chipT1',
  'chipProtocolNotRequired',
  'chipTypeAPart3',
  'chipTypeAPart4',
  'chipTypeB',
  'chipTypeNFC',
] as const;

const ChipIO = v.object({ chipProtocol: v.picklist(protocols), chipData: Base64 });

const chipErrors: ErrorCodes = { cardRemoved: 'noMedia', cardUnreadable: 'invalidData' };

const errorCode = (code: string) => ({ completionCode: 'commandErrorCode', payload: { errorCode: code } }) as const;

function chipPowerOf(status: ChipSlotStatus): string {
  if (status.device !== 'online') return 'unknown';
  if (status.media === 'notPresent') return 'noCard';
  return status.chip === 'online' ? 'online' : 'hardwareError';
}

/** The reader of chip cards with contacts and without: their answer to reset, and whatever a client says to the chip. */
export const chipCardService = (open: () => ChipSlot): ServicePlan => ({
  name: 'ChipCardReader',
  model: 'PC/SC reader',
  capabilities: {
    cardReader: {
      type: 'dip',
      chipProtocols: { chipT0: true, chipT1: true, chipProtocolNotRequired: true },
      cardTakenSensor: true,
    },
  },
  events: ['CardReader.InsertCardEvent', 'CardReader.MediaInsertedEvent', 'CardReader.MediaRemovedEvent'],
  take(tell) {
    const kept = keepDevice<ChipSlotStatus, ChipSlot>(open, tellOfCard(tell));
    return {
      status() {
        const status = kept.driver().status();
        return {
          common: commonStatus(status.device),
          cardReader: { media: mediaOf(status), chipPower: chipPowerOf(status) },
        };
      },
      commands: {
        'CardReader.ReadRawData': readRawData(['chip'], async (call) => {
          const isIn = mediaOf(kept.driver().status()) === 'present';
          if (!isIn) call.event('CardReader.InsertCardEvent');
          const found = await kept.driver().card(call.signal);
          if (!found.ok) return notRead(found.fault, call);
          if (!isIn) call.event('CardReader.MediaInsertedEvent');
          if (found.atr.length === 0) return notRead('cardUnreadable', call);
          return { contents: { chip: { data: base64(found.atr) } } };
        }),
        'CardReader.ChipIO': command(ChipIO, async ({ chipProtocol, chipData }, { signal }) => {
          const status = kept.driver().status();
          if (status.device === 'online') {
            if (status.media === 'notPresent') return errorCode('noMedia');
            if (status.chip === 'mute') return errorCode('atrNotObtained');
            const found = await kept.driver().card(signal);
            const spoken: readonly string[] = found.ok ? protocolsIn(found.atr) : [];
            if (!['chipProtocolNotRequired', ...spoken].includes(chipProtocol))
              return errorCode('protocolNotSupported');
          }
          const said = await kept.driver().transmit(chipData, signal);
          if (!said.ok) return failure(said.fault, signal, chipErrors);
          return success({ chipProtocol, chipData: base64(said.answer) });
        }),
        'CardReader.Reset': command(Reset, (_, { signal }) => kept.reset(signal)),
      },
      close: kept.close,
    };
  },
});
