import type {
  MagneticCardReader,
  MagneticCardReaderStatus,
  Track,
} from '../../device-drivers/contract/magnetic-card-reader.ts';
import { type CardData, notRead, Reset, readRawData } from './card-reader.ts';
import { base64, command } from './command.ts';
import { keepDevice } from './kept-device.ts';
import { commonStatus, type ServicePlan } from './plan.ts';

/** The swipe reader. It never holds a card, so that it has no media to tell of. */
export const magneticCardService = (open: () => MagneticCardReader): ServicePlan => ({
  name: 'MagneticCardReader',
  model: 'MagTek swipe reader',
  capabilities: {
    cardReader: { type: 'swipe', readTracks: { track1: true, track2: true, track3: true }, cardTakenSensor: false },
  },
  events: ['CardReader.InsertCardEvent', 'CardReader.MediaInsertedEvent'],
  take(tell) {
    const kept = keepDevice<MagneticCardReaderStatus, MagneticCardReader>(open, () => tell.changed());
    return {
      status: () => ({ common: commonStatus(kept.driver().status().device), cardReader: {} }),
      commands: {
        'CardReader.ReadRawData': readRawData(['track1', 'track2', 'track3'], async (call) => {
          call.event('CardReader.InsertCardEvent');
          const read = await kept.driver().read(call.signal);
          if (!read.ok) return notRead(read.fault, call);
          call.event('CardReader.MediaInsertedEvent');
          const { track1, track2, track3 } = read.tracks;
          return { contents: { track1: dataOf(track1), track2: dataOf(track2), track3: dataOf(track3) } };
        }),
        'CardReader.Reset': command(Reset, (_, { signal }) => kept.reset(signal)),
      },
      close: kept.close,
    };
  },
});

function dataOf(track: Track | undefined): CardData {
  if (!track) return { status: 'dataSourceNotSupported' };
  return track.status === 'ok' ? { data: base64(new TextEncoder().encode(track.data)) } : { status: track.status };
}
