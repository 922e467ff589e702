/**
 * Patients live through their errands at a real terminal; afterwards nothing of who they are is anywhere: not in the
 * journal, sealed or opened, not in a log, at the hub, in the browser's profile, or in a file any of them left somewhere.
 */
import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { people } from '../../seeds/people.ts';
import { createJournal, recordsAfter } from '../../terminal/journal/journal.ts';
import { openSealedJournal } from '../../terminal/journal/on-disk/sealed.ts';
import { systemClock } from '../../terminal/system.ts';
import { filesIn, foundIn, foundInFolder } from './canary/search.ts';
import { openStand, type Stand } from './canary/stand.ts';

const [patient] = people;
const newcomer = people.find(({ record }) => record === undefined);
if (!patient || !newcomer) throw new Error('the seeds lack somebody');
const newcomerAt = people.indexOf(newcomer);

const phone = '13977600431';
/** What the payer's phone shows first, and the name under which the city knows a phone's code. */
const payerCode = '130000000000000001';

/** Who they are, and by what. None of it is a word that stands anywhere by chance. */
const canaries = [
  ...[patient, newcomer].flatMap(({ card }) => [card.name, card.number, card.address]),
  patient.cards.hospitalCard ?? '',
  patient.cards.socialSecurity?.cardNumber ?? '',
  ...patient.codes.map(({ token }) => token),
  phone,
  payerCode,
];

let stand: Stand;
const begun = Date.now();

async function begin(errand: string): Promise<void> {
  await stand.until('attract');
  await stand.press('.begin');
  await stand.until('menu');
  await stand.press('.errand-tile', errand);
}

async function leave(): Promise<void> {
  await stand.until('farewell');
  stand.do({ do: 'takeSlips' });
  stand.do({ do: 'takeCard' });
  stand.do({ do: 'takeChipCard' });
  stand.do({ do: 'hideCode' });
  await stand.press('.main-action');
  await stand.until('attract');
}

/** A number, by ID card, paid by the code that is shown. */
async function register(): Promise<void> {
  await begin('挂号');
  await stand.until('presentCredential');
  stand.do({ do: 'putCard', person: 0 });
  await stand.until('chooseOne');
  await stand.press('.tile');
  await stand.until('chooseDepartment');
  await stand.press('.tile', '急诊');
  await stand.until('chooseDoctor');
  await stand.press('.tile', '急诊内科');
  await stand.until('choosePeriod');
  await stand.press('.tile-period');
  await stand.until('confirmAppointment');
  await stand.press('.main-action');
  await stand.until('pay');
  stand.do({ do: 'pay' });
  await leave();
}

/** Bills, by a code on the phone, paid by another. */
async function payBills(): Promise<void> {
  await begin('缴费');
  await stand.until('presentCredential');
  stand.do({ do: 'showCode', person: 0, code: 'eHealthCard' });
  await stand.until('chooseSome');
  stand.do({ do: 'hideCode' });
  await stand.press('.main-action');
  await stand.until('review');
  await stand.press('.main-action');
  await stand.until('pay');
  stand.do({ do: 'showPayerCode' });
  await leave();
}

/** Reports, by a typed ID number, read on the screen and then printed. */
async function printReports(): Promise<void> {
  await begin('报告');
  await stand.until('presentCredential');
  await stand.press('.typed-way');
  await stand.until('enterNumber');
  await stand.type(patient?.card.number ?? '');
  await stand.until('chooseSome');
  await stand.press('.choice-read');
  await stand.until('readReport');
  await stand.press('.back');
  await stand.until('chooseSome');
  await stand.press('.tile', 0);
  await stand.press('.main-action');
  await leave();
}

/** A record and a card for somebody who was never here, with a phone number. */
async function issueCard(): Promise<void> {
  await begin('办卡');
  await stand.until('presentCredential');
  stand.do({ do: 'putCard', person: newcomerAt });
  await stand.until('enterNumber');
  await stand.type(phone);
  await stand.until('review');
  await stand.press('.main-action');
  await stand.until('review');
  await stand.press('.main-action');
  await stand.until('pay');
  stand.do({ do: 'pay' });
  await stand.until('takeCard');
  stand.do({ do: 'takeOfferedCard' });
  await leave();
}

beforeAll(async () => {
  stand = await openStand();
  await register();
  await payBills();
  await printReports();
  await issueCard();
}, 240_000);
afterAll(async () => {
  await stand?.close();
  stand?.remove();
}, 60_000);

const journalFile = () => join(stand.folders.terminal, 'journal.sqlite');
/** Everything a database holds, as texts. */
function textsOf(file: string): string {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    const tables = db.prepare("select name from sqlite_schema where type = 'table'").all();
    return JSON.stringify(tables.map(({ name }) => db.prepare(`select * from "${name}"`).all()));
  } finally {
    db.close();
  }
}
const found = (bytes: string | Buffer) => foundIn(Buffer.from(bytes), canaries);

describe('after the visits, while all of it runs on', () => {
  test('they were real: orders are settled, and the hub has heard of them', async () => {
    await expect
      .poll(() => textsOf(join(stand.folders.hub, 'hub.sqlite')), { timeout: 60_000 })
      .toMatch(/registrationConfirmed[\s\S]*cardIssued/);
    expect(stand.terminal.output()).toContain('"state":"fulfilled"');
    for (const canary of canaries) expect(canary).toMatch(/^.{3,}$/);
  });

  test('nothing is in the terminal’s folder, nor in what it logged', () => {
    expect(filesIn(stand.folders.terminal).length).toBeGreaterThan(4);
    expect(foundInFolder(stand.folders.terminal, canaries).found).toEqual([]);
    expect(found(stand.terminal.output())).toEqual([]);
  });

  test('nothing is at the hub: in its database, beside it, or in its log', () => {
    const { found: there, bytes } = foundInFolder(stand.folders.hub, canaries);
    expect(there).toEqual([]);
    expect(bytes).toBeGreaterThan(50_000);
    expect(found(textsOf(join(stand.folders.hub, 'hub.sqlite')))).toEqual([]);
    expect(found(stand.hub.output())).toEqual([]);
  });
});

describe('when all is shut down', () => {
  /** What the page itself could leave, it leaves now: that it is found shows that the rest would be. */
  const planted = '栽赃的金丝雀';
  beforeAll(async () => {
    await stand.page.evaluate(async (text) => {
      localStorage.setItem('planted', text);
      // biome-ignore lint/suspicious/noDocumentCookie: what a page can do is tried
      document.cookie = `planted=${encodeURIComponent(text)}; max-age=9999; samesite=strict`;
      await new Promise((resolve, reject) => {
        const opening = indexedDB.open('planted', 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore('texts').put({ text }, 'planted');
        opening.onsuccess = () => resolve(opening.result.close());
        opening.onerror = reject;
      });
    }, planted);
    await stand.close();
  }, 60_000);

  test('nothing is in the browser’s profile, in which what is planted there is found', () => {
    const { found: there, bytes } = foundInFolder(stand.folders.profile, [...canaries, planted]);
    expect(there.filter((it) => !it.includes(planted))).toEqual([]);
    expect(there.some((it) => it.startsWith('Default/Local Storage') || it.includes('Local Storage'))).toBe(true);
    expect(there.some((it) => it.includes('IndexedDB'))).toBe(true);
    expect(bytes).toBeGreaterThan(10_000);
  });

  test('nothing is in what any of them left in the system’s folder for such things, or waits in a spool', () => {
    expect(foundInFolder(stand.folders.temporary, canaries).found).toEqual([]);
    const spool = '/var/spool/cups';
    if (!existsSync(spool)) return;
    const fresh = filesIn(spool).filter((file) => statSync(file).mtimeMs >= begun);
    for (const file of fresh) expect(found(readFileSync(file))).toEqual([]);
  });

  test('nothing is in the journal once it is opened with its key; what is planted in it is found opened, and not sealed', async () => {
    const chance = { bytes: (count: number) => new Uint8Array(randomBytes(count)) };
    const opened = async () => {
      const { store } = await openSealedJournal({ journal: journalFile() }, chance);
      const records = [...recordsAfter(store, 0)];
      const numbers = records.flatMap(({ text }) => /"order":"([^"]+)"/.exec(text)?.[1] ?? []);
      const all = JSON.stringify([records, [...new Set(numbers)].map(store.order), store.uploaded()]);
      return { store, records, all };
    };
    const { store, records, all } = await opened();
    expect(records.length).toBeGreaterThan(60);
    expect(all.includes('order.confirmed')).toBe(true);
    expect(found(all)).toEqual([]);

    const journal = createJournal(store, systemClock, () => {});
    journal.append({ kind: 'visit.started', visit: canaries[0] ?? '' });
    store.close();
    const again = await opened();
    again.store.close();
    expect(found(again.all)).toEqual([`${canaries[0]} as utf8`]);
    expect(foundInFolder(stand.folders.terminal, canaries).found).toEqual([]);
  });

  test('what is planted in the terminal’s folder, in the hub’s, or in a log is found', () => {
    const db = new DatabaseSync(join(stand.folders.hub, 'hub.sqlite'));
    db.exec('pragma journal_mode = wal; create table planted (text text)');
    db.prepare('insert into planted values (?)').run(canaries[0] ?? '');
    expect(foundInFolder(stand.folders.hub, canaries).found).not.toEqual([]);
    expect(found(textsOf(join(stand.folders.hub, 'hub.sqlite')))).toEqual([`${canaries[0]} as utf8`]);
    db.close();
    appendFileSync(journalFile(), canaries[1] ?? '');
    expect(foundInFolder(stand.folders.terminal, canaries).found).toEqual([`journal.sqlite: ${canaries[1]} as utf8`]);
    expect(found(`${stand.terminal.output()}${JSON.stringify({ msg: canaries[2] })}`)).not.toEqual([]);
  });
});
