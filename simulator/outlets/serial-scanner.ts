import type { Clock } from '../../device-drivers/contract/clock.ts';
import { createFramer } from '../../device-drivers/framing/framer.ts';
import { join } from '../../device-drivers/framing/join.ts';
import {
  decodeScanReport,
  encodeTrigger,
  type TriggerCommand,
  wakeReport,
} from '../../device-drivers/hid-pos-scanner/codec.ts';
import type { HidLink } from '../../device-drivers/links/hid.ts';
import type { Link } from '../../device-drivers/links/link.ts';
import { encodeAnswer, engineTrigger, type SetupCommand } from '../../device-drivers/newland-scanner/codec.ts';
import { longestCommand, lookForCommand } from '../../device-drivers/newland-scanner/frame.ts';
import { type Chance, createLine } from '../devices/line.ts';

const suffix = Uint8Array.of(0x0d, 0x0a);
/** As Newland's scanners leave the factory. */
export const serialScannerSpeed = 9600;

/**
 * A converter from a USB scanner to a serial line on which it behaves like one of Newland's: triggers go to the scanner,
 * codes come from it with their AIM identifier and CR LF. There is only the one scanner behind it, so that what is held
 * before it, and what is wrong with it, is the same on both. It has no settings of its own: setup commands are answered,
 * and every entry but the trigger is unknown.
 */
export function convertToSerial(
  usb: HidLink,
  line: Link,
  world: { readonly clock: Clock; readonly chance: Chance },
): void {
  const manners = { baud: serialScannerSpeed, chunks: true, noise: 0, flips: 0 };
  const framer = createFramer(lookForCommand(engineTrigger), longestCommand);
  let begun: { readonly aim: string; readonly parts: readonly Uint8Array[] } | undefined;

  const trigger = (command: TriggerCommand) => {
    const { id, data } = encodeTrigger(command);
    usb.sendOutput(id, data);
  };

  function carryOut(tag: string, entry: string) {
    const isTrigger = tag === 'SCN' && (entry === 'TRG1' || entry === 'TRG0');
    if (isTrigger) trigger(entry === 'TRG1' ? 'start' : 'stop');
    return { text: entry, status: isTrigger ? 'done' : 'unknown' } as const;
  }

  const answerTo = ({ storage, settings }: SetupCommand) =>
    encodeAnswer({
      storage,
      settings: settings.map(({ tag, entries }) => ({ tag, entries: entries.map((entry) => carryOut(tag, entry)) })),
    });

  const serial = createLine(
    line,
    { ...world, manners },
    {
      hear(bytes) {
        for (const it of framer.push(bytes).frames) {
          if (it.kind === 'setup') serial.send(answerTo(it.command));
          else trigger(it.kind);
        }
      },
      lost: usb.close,
    },
  );
  usb.onClose(serial.close);
  usb.onInput((report) => {
    const part = decodeScanReport(report);
    if (!part) return;
    const { aim, parts } = begun ?? { aim: part.aim, parts: [] };
    begun = { aim, parts: [...parts, part.data] };
    if (part.continued) return;
    serial.send(join([new TextEncoder().encode(aim), ...begun.parts, suffix]));
    begun = undefined;
  });
  // A scanner that does not let itself be woken says nothing; whoever is on the line had better try again.
  void usb.sendFeature(wakeReport.id, wakeReport.data).then((woken) => {
    if (!woken.ok) serial.close();
  });
}
