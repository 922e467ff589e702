/** The readers that hold no card themselves: identity cards, chips, stripes. */
import { describe, expect, test } from 'vitest';
import { encodeCardText } from '../../device-drivers/id-card-reader/card-text.ts';
import { people } from '../../seeds/people.ts';
import { createM1Card } from '../devices/m1-card.ts';
import { createVirtualBankCard } from '../devices/virtual-chip-card.ts';
import { createVirtualSocialSecurityCard } from '../devices/virtual-social-security-card.ts';
import { base64Of, bytesOf, codeOf, createTrial, namesOf } from './trial.ts';

const person = people[0];
const insured = people.find(({ cards }) => cards.socialSecurity)?.cards.socialSecurity;
if (!person || !insured) throw new Error('nobody');

async function connected(name: string) {
  const trial = createTrial();
  const client = trial.connect(name);
  await client.online();
  client.forget();
  return { ...trial, client };
}

const removed = 'CardReader.MediaRemovedEvent';

describe('resident ID cards', () => {
  test('the chip tells the text of the card that is laid on; taking it is told', async () => {
    const { client, shelf } = await connected('IdCardReader');
    const asked = client.begin('CardReader.ReadRawData', { chip: true }, { timeout: 60_000 });
    await client.until(() => asked.events().length === 1);
    expect(namesOf(asked.events())).toEqual(['CardReader.InsertCardEvent']);
    shelf.idCardReader.put(person.card);
    const { header, payload } = await asked.completed();
    expect(header.completionCode).toBe('success');
    expect(namesOf(asked.events())).toEqual(['CardReader.InsertCardEvent', 'CardReader.MediaInsertedEvent']);
    expect(payload).toEqual({ chip: [{ data: base64Of(encodeCardText(person.card)) }] });
    expect((await client.ask('Common.Status')).payload).toMatchObject({
      common: { device: 'online' },
      cardReader: { media: 'present' },
    });
    shelf.idCardReader.take();
    await client.until(() => client.events(removed).length === 1);
    expect(client.events(removed)[0]?.header.requestId).toBeUndefined();
  });

  test('a card that cannot be read is invalidMedia', async () => {
    const { client, shelf } = await connected('IdCardReader');
    shelf.idCardReader.failNext('cardUnreadable');
    shelf.idCardReader.put(person.card);
    expect(codeOf(await client.ask('CardReader.ReadRawData', { chip: true }))).toBe('invalidMedia');
  });

  test('a source the reader lacks says so beside one it has; alone it is unsupportedData', async () => {
    const { client, shelf } = await connected('IdCardReader');
    expect(codeOf(await client.ask('CardReader.ReadRawData', { track2: true }))).toBe('unsupportedData');
    shelf.idCardReader.put(person.card);
    const { payload } = await client.ask('CardReader.ReadRawData', { track2: true, chip: true });
    expect(payload).toMatchObject({ track2: { status: 'dataSourceNotSupported' }, chip: [{}] });
  });

  test('a reader whose plug is out is not ready', async () => {
    const { client, shelf } = await connected('IdCardReader');
    shelf.boards.lines.unplug('id-card-reader');
    expect(codeOf(await client.ask('CardReader.ReadRawData', { chip: true }))).toBe('deviceNotReady');
    expect(codeOf(await client.ask('CardReader.Reset'))).toBe('deviceNotReady');
    shelf.boards.lines.plug('id-card-reader', shelf.idCardReader);
    expect(codeOf(await client.ask('CardReader.Reset'))).toBe('success');
  });
});

describe('chip cards', () => {
  test('the answer to reset, then whatever is said to the chip', async () => {
    const { client, shelf } = await connected('ChipCardReader');
    const card = createVirtualSocialSecurityCard(insured);
    const asked = client.begin('CardReader.ReadRawData', { chip: true });
    shelf.chipCardReader.put(card);
    expect((await asked.completed()).payload).toEqual({ chip: [{ data: base64Of(card.atr) }] });
    expect(namesOf(asked.events())).toEqual(['CardReader.InsertCardEvent', 'CardReader.MediaInsertedEvent']);
    expect((await client.ask('Common.Status')).payload).toMatchObject({ cardReader: { chipPower: 'online' } });

    // SELECT of a file that the card has not.
    const chipData = base64Of(Uint8Array.of(0x00, 0xa4, 0x04, 0x00, 0x02, 0x11, 0x22));
    const { payload } = await client.ask('CardReader.ChipIO', { chipProtocol: 'chipT0', chipData });
    expect(payload?.chipProtocol).toBe('chipT0');
    expect(bytesOf(payload?.chipData)).toEqual(Uint8Array.of(0x6a, 0x82));

    shelf.chipCardReader.take();
    await client.until(() => client.events(removed).length === 1);
  });

  test('a card that is in already is read at once', async () => {
    const { client, shelf, clock } = await connected('ChipCardReader');
    shelf.chipCardReader.put(createVirtualBankCard());
    await clock.advance(1_000);
    const asked = client.begin('CardReader.ReadRawData', { chip: true });
    expect(codeOf(await asked.completed())).toBe('success');
    expect(asked.events()).toEqual([]);
  });

  test("a storage card answers the reader's own commands", async () => {
    const { client, shelf } = await connected('ChipCardReader');
    const card = createM1Card(Uint8Array.of(4, 1, 2, 3));
    shelf.chipCardReader.put(card);
    await client.ask('CardReader.ReadRawData', { chip: true });
    const chipData = base64Of(Uint8Array.of(0xff, 0xca, 0x00, 0x00, 0x00));
    const { payload } = await client.ask('CardReader.ChipIO', { chipProtocol: 'chipProtocolNotRequired', chipData });
    expect(bytesOf(payload?.chipData)).toEqual(Uint8Array.of(4, 1, 2, 3, 0x90, 0x00));
  });

  const anything = base64Of(Uint8Array.of(0, 0xa4, 0, 0));
  const io = { chipProtocol: 'chipProtocolNotRequired', chipData: anything };

  test('no card is noMedia, a mute one atrNotObtained, another protocol protocolNotSupported', async () => {
    const { client, shelf, clock } = await connected('ChipCardReader');
    expect(codeOf(await client.ask('CardReader.ChipIO', io))).toBe('noMedia');
    shelf.chipCardReader.failNext('collision');
    shelf.chipCardReader.put(createVirtualBankCard());
    await clock.advance(1_000);
    expect(codeOf(await client.ask('CardReader.ChipIO', io))).toBe('atrNotObtained');
    expect(codeOf(await client.ask('CardReader.ReadRawData', { chip: true }))).toBe('invalidMedia');
    shelf.chipCardReader.take();
    shelf.chipCardReader.put(createVirtualBankCard());
    await clock.advance(1_000);
    const other = { ...io, chipProtocol: 'chipTypeB' };
    expect(codeOf(await client.ask('CardReader.ChipIO', other))).toBe('protocolNotSupported');
    expect(codeOf(await client.ask('CardReader.ChipIO', { ...io, chipProtocol: 'morse' }))).toBe('invalidData');
    expect(codeOf(await client.ask('CardReader.ChipIO', { ...io, chipData: '###' }))).toBe('invalidData');
  });

  test.each([
    ['removedMidway', 'noMedia'],
    ['mute', 'invalidData'],
    ['unplugged', 'deviceNotReady'],
  ] as const)('a command struck by %s is %s', async (fault, code) => {
    const { client, shelf, clock } = await connected('ChipCardReader');
    shelf.chipCardReader.put(createVirtualBankCard());
    await clock.advance(1_000);
    shelf.chipCardReader.failNext(fault);
    expect(codeOf(await client.ask('CardReader.ChipIO', io))).toBe(code);
  });

  test('an answer that is late is not waited for longer than the client wants', async () => {
    const { client, shelf, clock } = await connected('ChipCardReader');
    shelf.chipCardReader.put(createVirtualBankCard());
    await clock.advance(1_000);
    shelf.chipCardReader.failNext('late');
    expect(codeOf(await client.ask('CardReader.ChipIO', io, { timeout: 2_000 }))).toBe('timeOut');
  });
});

describe('magnetic stripes', () => {
  test('the tracks that were asked for, each with its data or why there are none', async () => {
    const { client, shelf } = await connected('MagneticCardReader');
    const asked = client.begin('CardReader.ReadRawData', { track1: true, track2: true });
    await client.until(() => asked.events().length === 1);
    shelf.magneticCardReader.swipe({ track2: '123456789' });
    const { payload } = await asked.completed();
    expect(payload).toEqual({ track1: { status: 'dataMissing' }, track2: { data: 'MTIzNDU2Nzg5' } });
    expect(namesOf(asked.events())).toEqual(['CardReader.InsertCardEvent', 'CardReader.MediaInsertedEvent']);
  });

  test('a stripe that is worn is invalidMedia', async () => {
    const { client, shelf } = await connected('MagneticCardReader');
    const asked = client.begin('CardReader.ReadRawData', { track2: true });
    await client.until(() => asked.events().length === 1);
    shelf.magneticCardReader.swipe({ worn: [2] });
    expect(codeOf(await asked.completed())).toBe('invalidMedia');
    expect(namesOf(asked.events())).toEqual(['CardReader.InsertCardEvent']);
  });
});
