import { type Fault, failed, type Outcome } from '../contract/fault.ts';
import type { MifareStation } from '../contract/mifare.ts';
import { decodeMifareAnswer, decodeRfCard, errorOf, mifareWords } from './answer.ts';
import type { CrtCommand, MifareCommand } from './command.ts';
import type { Conversation } from './conversation.ts';

const blockLength = 16;
/** Blocks of a sector: four, in the large sectors of a 4K card sixteen; the last is the trailer. */
const trailerOf = (sector: number) => (sector < 32 ? 3 : 15);

/** MIFARE Classic at the dispenser's RF position (document §3.7, CM 60). */
export function createMifareStation(plan: {
  readonly talk: () => Promise<Conversation | Fault>;
  readonly rfTypes: string;
}): MifareStation {
  async function ask(command: CrtCommand): Promise<Outcome<{ readonly data: Uint8Array }>> {
    const talk = await plan.talk();
    if (typeof talk === 'string') return failed(talk);
    const asked = await talk.ask(command);
    if (!asked.ok) return asked;
    const { answer } = asked;
    if (answer.kind === 'done') return { ok: true, data: answer.data };
    // Nothing at the RF position; or the machine was switched off and on, and the card is out of the field.
    const gone = answer.error === '02' || answer.error === 'B0';
    return failed(gone ? 'cardRemoved' : errorOf(answer.error).fault);
  }

  async function askCard(command: MifareCommand, refused: Fault): Promise<Outcome<{ readonly data: Uint8Array }>> {
    const asked = await ask({ kind: 'mifare', command });
    if (!asked.ok) return asked;
    const answer = decodeMifareAnswer(asked.data);
    if (!answer) return failed('protocolError');
    if (answer.word === mifareWords.done) return { ok: true, data: answer.data };
    return failed(answer.word === mifareWords.failed ? refused : 'protocolError');
  }

  const withoutData = (outcome: Outcome): Outcome => (outcome.ok ? { ok: true } : outcome);

  return {
    async activate() {
      const asked = await ask({ kind: 'rfActivate', types: plan.rfTypes });
      if (!asked.ok) return asked;
      const card = decodeRfCard(asked.data);
      return card ? { ok: true, uid: card.uid } : failed('cardInvalid');
    },
    async authenticate(sector, key) {
      const { which, bytes } = key;
      return withoutData(await askCard({ kind: 'authenticate', sector, which, key: bytes }, 'cardInvalid'));
    },
    async readBlock(sector, block) {
      const asked = await askCard({ kind: 'read', sector, block, blocks: 1 }, 'cardUnreadable');
      return !asked.ok || asked.data.length === blockLength ? asked : failed('protocolError');
    },
    async writeBlock(sector, block, data) {
      if (data.length !== blockLength) throw new RangeError(`a block is ${blockLength} bytes, not ${data.length}`);
      if (block >= trailerOf(sector)) return failed('cardWriteFailed');
      return withoutData(await askCard({ kind: 'write', sector, block, data }, 'cardWriteFailed'));
    },
    async deactivate() {
      return withoutData(await ask({ kind: 'rfOff' }));
    },
  };
}
