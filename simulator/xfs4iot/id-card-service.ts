import type { IdCardReader, IdCardReaderStatus } from '../../device-drivers/contract/id-card-reader.ts';
import { encodeCardText } from '../../device-drivers/id-card-reader/card-text.ts';
import { type CardContents, mediaOf, notRead, Reset, readRawData, tellOfCard } from './card-reader.ts';
import { base64, command } from './command.ts';
import { keepDevice } from './kept-device.ts';
import { commonStatus, type ServicePlan } from './plan.ts';

/**
 * The resident ID card reader. The standard knows no such card; it is a contactless reader here, whose chip tells the
 * card's 256 bytes of text.
 */
export const idCardService = (open: () => IdCardReader): ServicePlan => ({
  name: 'IdCardReader',
  model: 'SAM_V',
  capabilities: { cardReader: { type: 'contactless', chipProtocols: { chipTypeB: true }, cardTakenSensor: true } },
  events: ['CardReader.InsertCardEvent', 'CardReader.MediaInsertedEvent', 'CardReader.MediaRemovedEvent'],
  take(tell) {
    const kept = keepDevice<IdCardReaderStatus, IdCardReader>(open, tellOfCard(tell));
    return {
      status() {
        const status = kept.driver().status();
        return { common: commonStatus(status.device), cardReader: { media: mediaOf(status) } };
      },
      commands: {
        'CardReader.ReadRawData': readRawData(['chip'], async (call) => {
          call.event('CardReader.InsertCardEvent');
          const read = await kept.driver().read(call.signal, () => call.event('CardReader.MediaInsertedEvent'));
          if (!read.ok) return notRead(read.fault, call);
          const contents: CardContents = { chip: { data: base64(encodeCardText(read.card)) } };
          return { contents };
        }),
        'CardReader.Reset': command(Reset, (_, { signal }) => kept.reset(signal)),
      },
      close: kept.close,
    };
  },
});
