import { expect, test } from 'vitest';
import { base64Of, codeOf, createTrial, namesOf } from './trial.ts';

async function dispenser() {
  const trial = createTrial();
  const client = trial.connect('CardDispenser');
  await client.online();
  client.forget();
  const { cardDispenser } = trial.shelf;
  const where = () => cardDispenser.state().onTheWay?.place;
  return { ...trial, client, cardDispenser, where };
}

const move = (from: string, to: string) => ['CardReader.Move', { from, to }] as const;
const removed = 'CardReader.MediaRemovedEvent';

test('a card is given out from the stack; taking it is told', async () => {
  const { client, cardDispenser, where } = await dispenser();
  expect(codeOf(await client.ask(...move('unit1', 'exit')))).toBe('success');
  expect(where()).toBe('gate');
  expect((await client.ask('Common.Status')).payload).toMatchObject({ cardReader: { media: 'entering' } });
  expect(client.events(removed)).toHaveLength(0);
  cardDispenser.take();
  await client.until(() => client.events(removed).length === 1);
});

test('a card is read on its way, and retained instead: counted, and not told as taken', async () => {
  const { client, cardDispenser, where } = await dispenser();
  const card = cardDispenser.state().stack[0];
  if (!card) throw new Error('no card');
  expect(codeOf(await client.ask(...move('unit1', 'transport')))).toBe('success');
  expect(where()).toBe('read');
  expect((await client.ask('CardReader.ReadRawData', { chip: true })).payload).toEqual({
    chip: [{ data: base64Of(card.uid) }],
  });
  expect(codeOf(await client.ask(...move('transport', 'exit')))).toBe('success');
  expect(codeOf(await client.ask(...move('exit', 'unit2')))).toBe('success');
  expect(cardDispenser.state().bin).toEqual([card]);
  expect(client.events('Storage.CountsChangedEvent')[0]?.payload).toEqual({
    unit2: { card: { status: { count: 1 } } },
  });
  expect(client.events(removed)).toHaveLength(0);
});

test.each([
  ['a card where none is', 'transport', 'exit', 'noMedia'],
  ['a card at the gate where none is', 'exit', 'unit2', 'noMedia'],
  ['back into the stack', 'transport', 'unit1', 'unsupportedData'],
  ['out of the bin', 'unit2', 'exit', 'unsupportedData'],
  ['from nowhere', 'unit9', 'exit', 'unsupportedData'],
])('%s cannot be moved', async (_, from, to, code) => {
  const { client } = await dispenser();
  expect(codeOf(await client.ask(...move(from, to)))).toBe(code);
});

test('a second card finds the way occupied; an empty stack has no media', async () => {
  const { client, cardDispenser } = await dispenser();
  await client.ask(...move('unit1', 'transport'));
  expect(codeOf(await client.ask(...move('unit1', 'exit')))).toBe('occupied');
  await client.ask(...move('transport', 'unit2'));
  cardDispenser.unload();
  expect(codeOf(await client.ask(...move('unit1', 'exit')))).toBe('noMedia');
});

test('a full bin keeps the card where it was', async () => {
  const { client, cardDispenser, where } = await dispenser();
  await client.ask(...move('unit1', 'transport'));
  cardDispenser.failUntilCleared('binFull');
  expect(codeOf(await client.ask(...move('transport', 'unit2')))).toBe('full');
  expect(where()).toBe('read');
  expect(codeOf(await client.ask('CardReader.Reset', { to: 'retain' }))).toBe('retainBinFull');
});

test('a jam is mediaJam and shows as jammed media; a reset clears it', async () => {
  const { client, cardDispenser } = await dispenser();
  cardDispenser.failUntilCleared('jamOnTheWay');
  expect(codeOf(await client.ask(...move('unit1', 'exit')))).toBe('mediaJam');
  await client.until(() =>
    client.events('Common.StatusChangedEvent').some(({ payload }) => JSON.stringify(payload).includes('jammed')),
  );
  cardDispenser.clear('jamOnTheWay');
  expect(codeOf(await client.ask('CardReader.Reset', { to: 'retain' }))).toBe('success');
  expect((await client.ask('Common.Status')).payload).toMatchObject({ cardReader: { media: 'notPresent' } });
});

test('a reset that asks for the exit offers the card', async () => {
  const { client, where } = await dispenser();
  await client.ask(...move('unit1', 'transport'));
  expect(codeOf(await client.ask('CardReader.Reset', { to: 'exit' }))).toBe('success');
  expect(where()).toBe('gate');
});

test('a card that a hand puts in is drawn in and read', async () => {
  const { client, shelf, cardDispenser } = await dispenser();
  const [card] = shelf.newCards(1);
  if (!card) throw new Error('no card');
  expect(cardDispenser.putIn(card)).toBe(false);
  const asked = client.begin('CardReader.ReadRawData', { chip: true });
  await client.until(() => asked.events().length === 1);
  expect(cardDispenser.putIn(card)).toBe(true);
  expect((await asked.completed()).payload).toEqual({ chip: [{ data: base64Of(card.uid) }] });
  expect(namesOf(asked.events())).toEqual(['CardReader.InsertCardEvent', 'CardReader.MediaInsertedEvent']);
});

test('a cancelled reading shuts the gate again', async () => {
  const { client, shelf, cardDispenser } = await dispenser();
  const asked = client.begin('CardReader.ReadRawData', { chip: true });
  await client.until(() => asked.events().length === 1);
  await client.ask('Common.Cancel');
  expect(codeOf(await asked.completed())).toBe('canceled');
  const [card] = shelf.newCards(1);
  expect(card && cardDispenser.putIn(card)).toBe(false);
});

test('a cancelled movement stops the card on its way', async () => {
  const { client, where, clock } = await dispenser();
  const asked = client.begin(...move('unit1', 'transport'));
  await client.until(() => where() === 'between');
  await clock.advance(200);
  await client.ask('Common.Cancel', { requestIds: [asked.requestId] });
  expect(codeOf(await asked.completed())).toBe('canceled');
  expect(where()).toBe('between');
});

test('storage tells both units, by their sensors and the counter of the bin', async () => {
  const { client } = await dispenser();
  const { payload } = await client.ask('Storage.GetStorage');
  expect(payload).toMatchObject({
    storage: {
      unit1: {
        status: 'ok',
        card: { capabilities: { type: 'dispense', hardwareSensors: true }, status: { replenishmentStatus: 'ok' } },
      },
      unit2: {
        status: 'ok',
        card: { capabilities: { type: 'retain' }, status: { count: 0, replenishmentStatus: 'ok' } },
      },
    },
  });
});

test('a stack that runs low and empty, and is filled again, passes its thresholds', async () => {
  const { client, cardDispenser, shelf } = await dispenser();
  const levels = () =>
    client.events('Storage.StorageThresholdEvent').map(({ payload }) => JSON.stringify(payload?.unit1 ?? payload));
  const level = (word: string) => JSON.stringify({ card: { status: { replenishmentStatus: word } } });
  cardDispenser.unload();
  cardDispenser.load(shelf.newCards(2));
  await client.until(() => levels().includes(level('low')));
  cardDispenser.unload();
  await client.until(() => levels().includes(level('empty')));
  cardDispenser.load(shelf.newCards(50));
  await client.until(() => levels().includes(level('ok')));
  expect(levels()).toEqual([level('low'), level('empty'), level('ok')]);
});

test('a machine that is gone has storage that is inoperative', async () => {
  const { client, shelf } = await dispenser();
  shelf.boards.lines.unplug('card-dispenser');
  await client.until(() => client.events('Storage.StorageChangedEvent').length > 0);
  expect(client.events('Storage.StorageChangedEvent')[0]?.payload).toEqual({
    unit1: { status: 'inoperative' },
    unit2: { status: 'inoperative' },
  });
  expect(codeOf(await client.ask(...move('unit1', 'exit')))).toBe('deviceNotReady');
});
