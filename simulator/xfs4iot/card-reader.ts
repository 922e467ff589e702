/** What the services of cards have in common, in the words of the interface `CardReader`. */
import * as v from 'valibot';
import { type Call, command, type ErrorCodes, failure, success } from './command.ts';
import type { Completion } from './envelope.ts';
import type { Tell } from './plan.ts';

/** Sources of data a card can be asked for, here and in other readers. */
const sources = [
  'track1',
  'track2',
  'track3',
  'chip',
  'security',
  'fluxInactive',
  'watermark',
  'memoryChip',
  'track1Front',
  'frontImage',
  'backImage',
  'track1JIS',
  'track3JIS',
  'ddi',
] as const;
type Source = (typeof sources)[number];

const Wanted = v.nullish(v.boolean(), false);
const ReadRawData = v.object(
  Object.fromEntries(sources.map((source) => [source, Wanted])) as Record<Source, typeof Wanted>,
);

/** What one source gave: data, or why there is none. */
export interface CardData {
  readonly status?: 'dataMissing' | 'dataInvalid' | 'dataSourceNotSupported';
  readonly data?: string;
}

/** A card as it was read: what each source that the reader has gave. */
export type CardContents = Partial<Record<Source, CardData>>;

export type ReadCard = { readonly contents: CardContents } | { readonly not: Completion };

/** A source that the reader lacks is told in the list a chip is told in, or by itself. */
const dataOf = (source: Source, contents: CardContents): unknown => {
  const data = contents[source] ?? { status: 'dataSourceNotSupported' };
  return source === 'chip' ? [data] : data;
};

/**
 * `CardReader.ReadRawData`: `read` waits for a card and reads it. Asked for nothing, it waits for a card all the same;
 * asked only for what the reader has not, it does not wait.
 */
export const readRawData = (offered: readonly Source[], read: (call: Call) => Promise<ReadCard>) =>
  command(ReadRawData, async (payload, call) => {
    const wanted = sources.filter((source) => payload[source]);
    if (wanted.length > 0 && !wanted.some((source) => offered.includes(source))) {
      return { completionCode: 'unsupportedData', errorDescription: `offered: ${offered.join(', ')}` };
    }
    const result = await read(call);
    if ('not' in result) return result.not;
    return success(Object.fromEntries(wanted.map((source) => [source, dataOf(source, result.contents)])));
  });

/** Faults of a reading in its error codes. */
const readErrors: ErrorCodes = {
  cardRemoved: 'noMedia',
  cardUnreadable: 'invalidMedia',
  cardInvalid: 'invalidMedia',
  cardJammed: 'mediaJam',
};

export const notRead = (fault: Parameters<typeof failure>[0], { signal }: Call): ReadCard => ({
  not: failure(fault, signal, readErrors),
});

export const Reset = v.object({
  to: v.nullish(v.picklist(['exit', 'retain', 'currentPosition', 'auto'])),
  storageId: v.nullish(v.string()),
});

/** What a device whose faults are not the cards' knows of the card in it. */
export const mediaOf = (status: { readonly device: string; readonly media?: string }): string =>
  status.device === 'online' ? (status.media ?? 'unknown') : 'unknown';

type CardStatus = Parameters<typeof mediaOf>[0];

/** For a device that only looks at cards: what to tell when its status has become another one. */
export const tellOfCard =
  (tell: Tell) =>
  (status: CardStatus, before: CardStatus | undefined): void => {
    tell.changed();
    if (before && mediaOf(before) === 'present' && mediaOf(status) === 'notPresent') {
      tell.event('CardReader.MediaRemovedEvent');
    }
  };
