import { type Fault, failed, type Outcome } from '../contract/fault.ts';
import type { IdCard } from '../contract/id-card-reader.ts';
import { decodeCardText } from './card-text.ts';
import { type Answer, decodeCardData, type Word } from './codec.ts';
import type { Conversation } from './conversation.ts';

/** What the module says about itself, whatever it was asked. */
const moduleFaults: Partial<Record<Word, Fault>> = {
  selfTestFailed: 'hardwareError',
  notAuthorised: 'hardwareError',
  commandWrong: 'protocolError',
  notPermitted: 'protocolError',
};

export const moduleFault = ({ word }: Answer): Fault | undefined => moduleFaults[word];

/** Selects and reads the card that was just found. */
export async function readFoundCard(sam: Conversation, signal: AbortSignal): Promise<Outcome<{ card: IdCard }>> {
  const selected = await sam.ask('selectCard', signal);
  if (!selected.ok) return selected;
  if (selected.answer.word !== 'done') return whyNotRead(sam, selected.answer, signal);
  const read = await sam.ask('readCard', signal);
  if (!read.ok) return read;
  if (read.answer.word !== 'done') return whyNotRead(sam, read.answer, signal);
  const data = decodeCardData(read.answer.data);
  if (!data) return failed('protocolError');
  const text = decodeCardText(data.text);
  return text.kind === 'card' ? { ok: true, card: text.card } : failed('cardUnreadable');
}

/**
 * Removed or unreadable? The module says "failed" to both. A card that answered with a status word of its own is
 * there; so is one that is found again. Otherwise the card no longer answers: it was taken away.
 */
async function whyNotRead(sam: Conversation, answer: Answer, signal: AbortSignal): Promise<Outcome<never>> {
  const fault = moduleFault(answer);
  if (fault) return failed(fault);
  const cardSpoke = answer.cardWord !== 0;
  if (cardSpoke || (answer.word !== 'selectFailed' && answer.word !== 'readFailed')) return failed('cardUnreadable');
  const again = await sam.ask('findCard', signal);
  if (!again.ok) return again;
  return failed(again.answer.word === 'cardFound' ? 'cardUnreadable' : 'cardRemoved');
}
