import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { samplePdf } from '../../device-drivers/ipp-printer/sample-pdf.ts';
import { createVirtualClock } from '../world/virtual-clock.ts';
import { pagesOfPdf } from './pdf-pages.ts';
import { createVirtualIppPrinter } from './virtual-ipp-printer.ts';

/** Another hand's encoder and decoder: what the printer says is read by someone who does not share its codec. */
const peer: {
  serialize(message: object): Uint8Array;
  parse(bytes: Uint8Array): { statusCode: string; [group: string]: unknown };
} = createRequire(import.meta.url)('@sealsystems/ipp');

const opening = {
  'attributes-charset': 'utf-8',
  'attributes-natural-language': 'zh-cn',
  'printer-uri': 'ipp://localhost/ipp/print',
  'requesting-user-name': 'kiosk',
};

function bench(model: Parameters<typeof createVirtualIppPrinter>[0]['model'] = {}) {
  const clock = createVirtualClock(0);
  const printer = createVirtualIppPrinter({
    clock,
    chance: () => 0.5,
    model: { pagesPerMinute: 60, warmUp: 0, ...model },
  });
  async function exchange(bytes: Uint8Array) {
    const receiving = printer.receive(bytes);
    let done = false;
    void receiving.then(() => {
      done = true;
    });
    await clock.runUntil(() => done, 10_000);
    return receiving;
  }
  async function ask(operation: string, attributes: object = {}, data?: Uint8Array) {
    const bytes = peer.serialize({
      version: '1.1',
      operation,
      id: 9,
      'operation-attributes-tag': { ...opening, ...attributes },
      ...(data && { data: Buffer.from(data) }),
    });
    const reply = await exchange(bytes);
    if (reply.kind !== 'answer') throw new Error(`no answer but ${reply.kind}`);
    return peer.parse(Buffer.from(reply.body));
  }
  const print = (name: string, pages: number) =>
    ask('Print-Job', { 'job-name': name, 'document-format': 'application/pdf' }, samplePdf(pages));
  const job = async (id: number) => (await ask('Get-Job-Attributes', { 'job-id': id }))['job-attributes-tag'];
  return { clock, printer, exchange, ask, print, job };
}

describe('what it says', () => {
  test('idle, then a job from its taking to its end', async () => {
    const { clock, printer, ask, print, job } = bench();
    expect((await ask('Get-Printer-Attributes'))['printer-attributes-tag']).toEqual({
      'printer-state': 'idle',
      'printer-state-reasons': 'none',
      'printer-is-accepting-jobs': true,
    });
    expect(await print('K1', 3)).toMatchObject({
      statusCode: 'successful-ok',
      'job-attributes-tag': { 'job-id': 1, 'job-state': 'pending' },
    });
    await clock.advance(1_000);
    expect(await job(1)).toMatchObject({ 'job-state': 'processing', 'job-impressions-completed': 1 });
    expect(printer.state()).toMatchObject({ printing: true, sheets: 248, toner: 1_999 });
    await clock.advance(2_000);
    expect(await job(1)).toMatchObject({ 'job-state': 'completed', 'job-impressions-completed': 3 });
    expect(printer.state()).toMatchObject({ printing: false, sheets: 247, toner: 1_997 });
    expect(printer.state().jobs[0]?.document).toEqual(samplePdf(3));
    expect(printer.take()).toEqual([1, 2, 3].map((page) => ({ jobName: 'K1', page })));
    expect(printer.take()).toEqual([]);
  });

  test('jobs by whether they are over, and only the asking user’s', async () => {
    const { clock, ask, print } = bench();
    await print('K1', 1);
    await print('K2', 5);
    await clock.advance(2_000);
    const names = async (which: string, user = 'kiosk') => {
      const answer = await ask('Get-Jobs', { 'which-jobs': which, 'my-jobs': true, 'requesting-user-name': user });
      return [answer['job-attributes-tag'] ?? []].flat().map((it) => (it as Record<string, unknown>)['job-name']);
    };
    expect([await names('completed'), await names('not-completed')]).toEqual([['K1'], ['K2']]);
    expect(await names('completed', 'office')).toEqual([]);
  });

  test('refusals', async () => {
    const { clock, printer, exchange, ask, print } = bench();
    expect(await ask('Get-Job-Attributes', { 'job-id': 3 })).toMatchObject({ statusCode: 'client-error-not-found' });
    expect(await ask('Cancel-Job', { 'job-id': 3 })).toMatchObject({ statusCode: 'client-error-not-found' });
    expect(await ask('Validate-Job')).toMatchObject({ statusCode: 'server-error-operation-not-supported' });
    expect(await ask('Print-Job', { 'job-name': 'x' }, new TextEncoder().encode('hello'))).toMatchObject({
      statusCode: 'client-error-document-format-not-supported',
    });
    printer.set({ accepting: false });
    expect(await print('K1', 1)).toMatchObject({ statusCode: 'server-error-not-accepting-jobs' });
    printer.set({ accepting: true });
    printer.failNext('busy');
    expect(await print('K1', 1)).toMatchObject({ statusCode: 'server-error-busy' });
    await print('K1', 1);
    await clock.advance(2_000);
    expect(await ask('Cancel-Job', { 'job-id': 1 })).toMatchObject({ statusCode: 'client-error-not-possible' });
    const reply = await exchange(Uint8Array.of(1, 2, 3));
    expect(reply.kind === 'answer' && peer.parse(Buffer.from(reply.body)).statusCode).toBe('client-error-bad-request');
  });
});

describe('the machine', () => {
  test('a jam at a page costs the sheet; repaired, the page is printed again', async () => {
    const { clock, printer, ask, print, job } = bench();
    printer.failAtPage(2, 'jam');
    await print('K1', 3);
    await clock.advance(5_000);
    expect(printer.state()).toMatchObject({ path: 'jammed', sheets: 248, printing: false });
    expect(printer.state().output.length).toBe(1);
    expect(await job(1)).toMatchObject({ 'job-state': 'processing-stopped' });
    expect((await ask('Get-Printer-Attributes'))['printer-attributes-tag']).toMatchObject({
      'printer-state': 'stopped',
      'printer-state-reasons': 'media-jam',
    });
    printer.set({ path: 'ok' });
    await clock.advance(5_000);
    expect(printer.take().map(({ page }) => page)).toEqual([1, 2, 3]);
    expect(printer.state().sheets).toBe(246);
  });

  test.each([
    [{ sheets: 2 }, { sheets: 250 }, 'media-empty'],
    [{ toner: 2 }, { toner: 2_000 }, 'toner-empty'],
  ])('%o is used up and printing goes on after refilling', async (little, much, reason) => {
    const { clock, printer, print } = bench();
    printer.set(little);
    await print('K1', 4);
    await clock.advance(10_000);
    expect(printer.state().reasons).toEqual([reason]);
    expect(printer.state().output.length).toBe(2);
    printer.set(much);
    await clock.advance(10_000);
    expect(printer.take().length).toBe(4);
  });

  test('a full output tray stops it until someone takes the sheets', async () => {
    const { clock, printer, print } = bench({ output: 10 });
    await print('K1', 12);
    await clock.advance(9_500);
    expect(printer.state().reasons).toEqual(['output-area-almost-full']);
    await clock.advance(20_000);
    expect(printer.state().reasons).toEqual(['output-area-full']);
    expect(printer.take().length).toBe(10);
    await clock.advance(5_000);
    expect(printer.take().length).toBe(2);
  });

  test('a sheet under way comes out after cancelling, and is lost when the cover is opened', async () => {
    const { clock, printer, ask, print, job } = bench();
    await print('K1', 9);
    await clock.advance(1_500);
    await ask('Cancel-Job', { 'job-id': 1 });
    expect(await job(1)).toMatchObject({ 'job-state-reasons': 'processing-to-stop-point' });
    await clock.advance(5_000);
    expect(await job(1)).toMatchObject({ 'job-state': 'canceled', 'job-impressions-completed': 2 });
    await print('K2', 9);
    await clock.advance(1_500);
    printer.set({ cover: 'open' });
    await clock.advance(5_000);
    expect(printer.take().filter(({ jobName }) => jobName === 'K2').length).toBe(1);
  });

  test.each([
    ['kept', 5],
    ['forgotten', 2],
  ] as const)('without power jobs are %s', async (spool, pages) => {
    const { clock, printer, exchange, print } = bench({ spool });
    await print('K1', 5);
    await clock.advance(2_500);
    printer.set({ power: 'off' });
    expect(await exchange(Uint8Array.of(1))).toEqual({ kind: 'off' });
    await clock.advance(60_000);
    expect(printer.state().output.length).toBe(2);
    printer.set({ power: 'on' });
    await clock.advance(60_000);
    expect(printer.take().length).toBe(pages);
  });

  test('its memory of jobs that are over is short', async () => {
    const { clock, printer, print } = bench({ output: 100 });
    for (let at = 0; at < 25; at++) await print(`K${at}`, 1);
    await clock.advance(60_000);
    expect(printer.state().jobs.length).toBe(20);
    expect(printer.state().jobs.at(-1)?.name).toBe('K24');
  });
});

test('faults by name', async () => {
  const { clock, printer, ask, print, exchange } = bench();
  const question = peer.serialize({
    version: '1.1',
    operation: 'Get-Printer-Attributes',
    id: 1,
    'operation-attributes-tag': opening,
  });
  printer.failNext('silent');
  expect(await exchange(question)).toEqual({ kind: 'silent' });
  printer.failNext('http500');
  expect(await exchange(question)).toEqual({ kind: 'httpError', status: 500 });
  printer.failNext('slow');
  const before = clock.now();
  await ask('Get-Printer-Attributes');
  expect(clock.now() - before).toBeGreaterThan(2_000);
  printer.failNext('lostReply');
  await ask('Get-Printer-Attributes');
  await expect(print('K1', 1)).rejects.toThrow('broken');
  expect(printer.state().jobs.map(({ name }) => name)).toEqual(['K1']);
  printer.failUntilCleared('aborted');
  await print('K2', 1);
  await clock.advance(5_000);
  expect(printer.state().jobs.at(-1)).toMatchObject({ name: 'K2', state: 'aborted' });
  expect(printer.state().faults).toEqual(['aborted']);
  printer.clear();
  expect(printer.state().faults).toEqual([]);
});

test('tells its listeners of every page', async () => {
  const { clock, printer, print } = bench();
  const seen = new Set<number>();
  const stop = printer.subscribe(() => seen.add(printer.state().output.length));
  await print('K1', 4);
  await clock.advance(5_000);
  stop();
  expect([...seen]).toEqual([0, 1, 2, 3, 4]);
});

test('counts the pages of a PDF', () => {
  expect([1, 3, 40].map((pages) => pagesOfPdf(samplePdf(pages)))).toEqual([1, 3, 40]);
  expect(pagesOfPdf(new TextEncoder().encode('%PDF-1.4\n/Type /Pages'))).toBeUndefined();
  expect(pagesOfPdf(new Uint8Array(0))).toBeUndefined();
});
