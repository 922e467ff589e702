import type { Link } from '../../../device-drivers/links/link.ts';
import type { Language } from '../lane.ts';
import { closedFrom, type Ear, lineClosed, lineOpened } from './ear.ts';

/** The device's end of a line, listened to. What the host sends is heard when it hands it to the line. */
export function listenToLink(link: Link, ear: Ear, { toDevice, fromDevice }: Language): Link {
  let open = true;
  ear.event('toDevice', lineOpened);
  /** A half frame that the other side's turn finds long silent is noise. */
  const settle = (at: number) => {
    ear.said('toDevice', toDevice.settle(at));
    ear.said('fromDevice', fromDevice.settle(at));
  };
  link.onClose((reason) => {
    open = false;
    ear.said('toDevice', toDevice.end());
    ear.said('fromDevice', fromDevice.end());
    ear.event(closedFrom(reason), lineClosed);
  });
  return {
    ...link,
    write(bytes) {
      if (open) {
        settle(ear.now());
        ear.said('fromDevice', fromDevice.hear(bytes, ear.now()));
      }
      link.write(bytes);
    },
    // One listener, the device: what came before it listened is given to the first one only.
    onData: (listener) =>
      link.onData((chunk) => {
        settle(ear.now());
        ear.said('toDevice', toDevice.hear(chunk, ear.now()));
        listener(chunk);
      }),
  };
}
