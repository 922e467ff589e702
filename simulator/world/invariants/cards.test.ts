import { expect, test } from 'vitest';
import { createCardBox } from '../../devices/card-box.ts';
import { issueHospitalCard } from '../../devices/hospital-card.ts';
import type { M1Card } from '../../devices/m1-card.ts';
import { hospitalCardPlace } from '../../devices/virtual-shelf.ts';
import { type CardsAbout, cardsAreAccountedFor } from './cards.ts';
import { journalOf, ledgersWith } from './trial.ts';

const box = createCardBox();

function card(number?: string): M1Card {
  const [made] = box(1);
  if (!made) throw new Error('no card');
  if (number !== undefined) issueHospitalCard(made, number, hospitalCardPlace);
  return made;
}

const about = (more: Partial<CardsAbout>): CardsAbout => ({
  loaded: 1,
  machine: { stack: [], onTheWay: undefined, bin: [] },
  inHands: [],
  inCustody: [],
  ...more,
});
const row = (state: 'bound' | 'handedOver' | 'captured' | 'lost') =>
  ledgersWith({ cards: () => [{ cardNumber: '990000000001', recordId: 'p1', state }] });
const numbered = card('990000000001');
const inBin = { machine: { stack: [], onTheWay: undefined, bin: [numbered] } };
const captured = journalOf({ kind: 'card.captured', why: 'notTaken' });

test('a card in a hand has a bound record, and the other way round', () => {
  expect(cardsAreAccountedFor(row('handedOver'), journalOf(), about({ inHands: [numbered] }))).toEqual([]);
  expect(cardsAreAccountedFor(ledgersWith(), journalOf(), about({ inHands: [numbered] }))).toHaveLength(1);
  expect(cardsAreAccountedFor(ledgersWith(), journalOf(), about({ inHands: [card()] }))).toHaveLength(1);
  expect(cardsAreAccountedFor(row('handedOver'), captured, about(inBin))).toHaveLength(1);
});

test('a captured card is in the bin, in custody, or stuck in the machine', () => {
  expect(cardsAreAccountedFor(row('captured'), captured, about(inBin))).toEqual([]);
  expect(cardsAreAccountedFor(row('captured'), captured, about({ inCustody: [numbered] }))).toEqual([]);
  const stuck = { stack: [], onTheWay: { card: numbered, place: 'between' as const }, bin: [] };
  expect(cardsAreAccountedFor(row('captured'), captured, about({ machine: stuck }))).toEqual([]);
  expect(cardsAreAccountedFor(row('captured'), journalOf(), about({ inHands: [numbered] }))).toHaveLength(1);
});

test('no card stays on its way to the patient', () => {
  expect(cardsAreAccountedFor(row('bound'), journalOf(), about({ inHands: [numbered] }))).toHaveLength(1);
});

test('every card is somewhere, and the journal counts those in the bin', () => {
  expect(cardsAreAccountedFor(ledgersWith(), journalOf(), about({}))).toHaveLength(1);
  expect(cardsAreAccountedFor(ledgersWith(), journalOf(), about(inBin))).toHaveLength(1);
  expect(cardsAreAccountedFor(ledgersWith(), captured, about(inBin))).toEqual([]);
});

test('a written card that nobody tried to capture does not stand in the machine', () => {
  const machine = { stack: [], onTheWay: { card: numbered, place: 'read' as const }, bin: [] };
  expect(cardsAreAccountedFor(ledgersWith(), journalOf(), about({ machine }))).toHaveLength(1);
  const tried = journalOf({ kind: 'card.capturing', why: 'notBound' });
  expect(cardsAreAccountedFor(ledgersWith(), tried, about({ machine }))).toEqual([]);
});
