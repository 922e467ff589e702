import {
  type DecodedTrack,
  decodeAnswer,
  decodeCommand,
  decodeSwipe,
  type Property,
  type Result,
} from '../../../device-drivers/magtek-reader/codec.ts';
import type { HidLanguage } from '../hid-language.ts';
import { content, quoted, spaced } from './amounts.ts';

const properties = {
  softwareId: 'software id',
  serialNumber: 'serial number',
  pollingInterval: 'polling interval',
  trackEnable: 'tracks enabled',
} as const satisfies Record<Property, string>;

const results = { ok: 'ok', failure: 'failure', badParameter: 'bad parameter' } as const satisfies Record<
  Result,
  string
>;

/** The language of MagTek swipe readers in HID mode: a command and its answer are a feature report each. */
export const magtekReaderLanguage: HidLanguage = {
  input(report) {
    const swipe = decodeSwipe(report);
    if (!swipe) return undefined;
    const tracks = swipe.tracks.map((track, at) => `track ${at + 1} ${trackWords(track)}`);
    return [`swipe, ${swipe.encodeType ?? 'unknown'} encoding`, ...tracks].join(', ');
  },
  output: () => undefined,
  setFeature({ data }) {
    const command = decodeCommand(data);
    if (!command) return undefined;
    if (command.kind === 'reset') return 'reset';
    if (command.kind === 'getProperty') return `${properties[command.property]}?`;
    return `set ${properties[command.property]} to ${spaced(command.value)}`;
  },
  feature({ data }) {
    const answer = decodeAnswer(data);
    if (!answer) return undefined;
    return `${results[answer.result]}${answer.data.length > 0 ? `, ${content(answer.data)}` : ''}`;
  },
};

const trackWords = ({ error, text }: DecodedTrack): string =>
  error ? 'not decoded' : text === '' ? 'empty' : quoted(text);
