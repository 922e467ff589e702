import { type Answer, words } from '../apdu/codec.ts';
import { failed, type Outcome } from '../contract/fault.ts';
import type { MifareStation } from '../contract/mifare.ts';
import {
  blockLength,
  blocksIn,
  firstBlockOf,
  keyLength,
  type MifareSize,
  type ReaderCommand,
  sectorCount,
  toApdu,
} from './codec.ts';

/** Where the reader is to keep the key while it is proved: its first place, forgotten when it loses power. */
const place = 0;

/**
 * MIFARE Classic through the pseudo-commands of PC/SC readers. `mifareThere` says what card of the kind is in the reader,
 * or why none is. Every write is read back.
 */
export function createPcscMifare(reader: {
  readonly ask: (command: ReturnType<typeof toApdu>) => Promise<Outcome<{ readonly answer: Answer }>>;
  readonly reset: () => Promise<Outcome>;
  readonly mifareThere: () => Outcome<{ readonly size: MifareSize }>;
}): MifareStation {
  const { mifareThere } = reader;

  /** Whether there is such a block on the card that is in the reader, without the trailers. */
  function blockAt(sector: number, block: number): Outcome<{ readonly block: number }> {
    const there = mifareThere();
    if (!there.ok) return there;
    checkSector(sector);
    if (!Number.isInteger(block) || block < 0 || block >= blocksIn(sector)) throw new RangeError(`block ${block}`);
    return sector < sectorCount(there.size) ? { ok: true, block: firstBlockOf(sector) + block } : failed('cardInvalid');
  }

  /** `6300` is all a reader says; a card that left meanwhile explains it. */
  async function carryOut(command: ReaderCommand): Promise<Outcome<{ readonly answer: Answer }>> {
    const there = mifareThere();
    if (!there.ok) return there;
    const asked = await reader.ask(toApdu(command));
    if (!asked.ok || asked.answer.word === words.done) return asked;
    const stillThere = mifareThere();
    return stillThere.ok ? asked : stillThere;
  }

  async function readAt(block: number): Promise<Outcome<{ readonly data: Uint8Array }>> {
    const asked = await carryOut({ kind: 'readBlock', block });
    if (!asked.ok) return asked;
    const { word, data } = asked.answer;
    return word === words.done && data.length === blockLength ? { ok: true, data } : failed('cardUnreadable');
  }

  return {
    async activate() {
      const asked = await carryOut({ kind: 'uid' });
      if (!asked.ok) return asked;
      const { word, data } = asked.answer;
      const known = word === words.done && (data.length === 4 || data.length === 7);
      return known ? { ok: true, uid: data } : failed('cardUnreadable');
    },
    async authenticate(sector, key) {
      if (key.bytes.length !== keyLength) throw new RangeError(`a key of ${key.bytes.length} bytes`);
      const at = blockAt(sector, 0);
      if (!at.ok) return at;
      const loaded = await carryOut({ kind: 'loadKey', place, key: key.bytes });
      if (!loaded.ok) return loaded;
      if (loaded.answer.word !== words.done) return failed('protocolError');
      const proved = await carryOut({ kind: 'authenticate', block: at.block, which: key.which, place });
      if (!proved.ok) return proved;
      return proved.answer.word === words.done ? { ok: true } : failed('cardInvalid');
    },
    async readBlock(sector, block) {
      const at = blockAt(sector, block);
      return at.ok ? readAt(at.block) : at;
    },
    async writeBlock(sector, block, data) {
      if (data.length !== blockLength) throw new RangeError(`a block of ${data.length} bytes`);
      const at = blockAt(sector, block);
      if (!at.ok) return at;
      if (block === blocksIn(sector) - 1) return failed('cardWriteFailed');
      const written = await carryOut({ kind: 'writeBlock', block: at.block, data });
      if (!written.ok) return written;
      if (written.answer.word !== words.done) return failed('cardWriteFailed');
      const read = await readAt(at.block);
      if (!read.ok && read.fault !== 'cardUnreadable') return read;
      return read.ok && read.data.every((byte, i) => byte === data[i]) ? { ok: true } : failed('cardWriteFailed');
    },
    async deactivate() {
      const there = mifareThere();
      if (!there.ok) return there.fault === 'cardRemoved' ? { ok: true } : there;
      const done = await reader.reset();
      return done.ok || done.fault === 'cardRemoved' ? { ok: true } : done;
    },
  };
}

function checkSector(sector: number): void {
  if (!Number.isInteger(sector) || sector < 0 || sector >= sectorCount('4K')) throw new RangeError(`sector ${sector}`);
}
