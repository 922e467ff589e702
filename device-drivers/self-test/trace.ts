import type { Clock } from '../contract/clock.ts';
import type { Links } from '../links/links.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * Listens in on a device's links and tells what goes over them, in the device's own words: the technician's tool only. A
 * terminal never looks at what its links carry.
 */
export function traced(links: Links, words: () => Vocabulary, clock: Clock, tell: (line: string) => void): Links {
  const began = clock.now();
  const say = (arrow: string, said: readonly string[]) => {
    const at = ((clock.now() - began) / 1_000).toFixed(3).padStart(8);
    for (const line of said) tell(`${at} ${arrow} ${line}`);
  };
  const listening = () => {
    const { sent, heard } = words();
    return {
      sent: (bytes: Uint8Array) => say('→', sent(bytes)),
      heard: (bytes: Uint8Array) => say('←', heard(bytes)),
      came: (what: string) => say('←', [what]),
    };
  };

  return {
    async openLink(address) {
      const link = await links.openLink(address);
      const { sent, heard } = listening();
      return {
        ...link,
        write(bytes) {
          sent(bytes);
          link.write(bytes);
        },
        onData: (listener) =>
          link.onData((chunk) => {
            heard(chunk);
            listener(chunk);
          }),
      };
    },
    async openHid(address) {
      const link = await links.openHid(address);
      const { sent, heard, came } = listening();
      const report = (id: number, data: Uint8Array) => Uint8Array.of(id, ...data);
      return {
        ...link,
        onInput: (listener) =>
          link.onInput((bytes) => {
            heard(bytes);
            listener(bytes);
          }),
        sendOutput(id, data) {
          sent(report(id, data));
          link.sendOutput(id, data);
        },
        async sendFeature(id, data) {
          sent(report(id, data));
          const outcome = await link.sendFeature(id, data);
          if (!outcome.ok) came(outcome.fault);
          return outcome;
        },
        async getFeature(id, length) {
          const outcome = await link.getFeature(id, length);
          if (outcome.ok) heard(outcome.data);
          else came(outcome.fault);
          return outcome;
        },
      };
    },
    async openPcsc(address) {
      const link = await links.openPcsc(address);
      const { sent, heard, came } = listening();
      return {
        ...link,
        onCard: (listener) =>
          link.onCard((atr) => {
            came(atr ? 'a card is in the reader' : 'no card is in the reader');
            listener(atr);
          }),
        async transmit(command) {
          sent(command);
          const answer = await link.transmit(command);
          if (answer.ok) heard(answer.bytes);
          else came(`${answer.fault}: ${answer.cause}`);
          return answer;
        },
      };
    },
    async postIpp(address, body, signal) {
      const { sent, heard, came } = listening();
      sent(body);
      const posted = await links.postIpp(address, body, signal);
      if (posted.ok) heard(posted.body);
      else came(`${posted.fault}: ${posted.cause}`);
      return posted;
    },
  };
}
