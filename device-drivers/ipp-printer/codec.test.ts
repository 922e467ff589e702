import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '../framing/hex.ts';
import { encodeAnswer, isSuccess, jobGroup, jobsIn, printerGroup, printerIn, statuses } from './answer.ts';
import { decode, encode, groupTags, type IppMessage, type IppValue, type TextTag } from './codec.ts';
import { decodeCommand, encodeCommand, type IppCommand, type Sender } from './command.ts';
import { samplePdf } from './sample-pdf.ts';

/** Another hand's encoder and decoder, as the witness. The package comes without types. */
interface Peer {
  serialize(message: object): Uint8Array;
  parse(bytes: Uint8Array): Record<string, unknown>;
}
const peer: Peer = createRequire(import.meta.url)('@sealsystems/ipp');

const none = new Uint8Array(0);
const ascii = (text: string) => toHex(new TextEncoder().encode(text));
const from: Sender = { requestId: 1, printerUri: 'ipp://localhost:8631/ipp/print', user: 'kiosk' };
const sheets = { media: 'iso_a4_210x297mm', sides: 'one-sided' } as const;

/** Charset and language, with which every message begins: RFC 8011, section 4.1.4. */
const opening = [
  '47 00 12',
  ascii('attributes-charset'),
  '00 05',
  ascii('utf-8'),
  '48 00 1B',
  ascii('attributes-natural-language'),
  '00 05',
  ascii('zh-cn'),
];
const bytesOf = (...parts: string[]) => fromHex(parts.join(' '));

describe('an exchange captured from the ippeveprinter of CUPS 2.4.2', () => {
  const asked = bytesOf(
    '01 01 00 0B 00 00 00 01 01',
    ...opening,
    '45 00 0B',
    ascii('printer-uri'),
    '00 1E',
    ascii('ipp://localhost:8631/ipp/print'),
    '44 00 14',
    ascii('requested-attributes'),
    '00 0D',
    ascii('printer-state'),
    '44 00 00 00 15',
    ascii('printer-state-reasons'),
    '44 00 00 00 19',
    ascii('printer-is-accepting-jobs'),
    '03',
  );

  test('the question', () => {
    const message = decode(asked);
    expect(message).toEqual({
      version: 0x0101,
      code: 0x000b,
      requestId: 1,
      groups: [
        {
          tag: 'operation',
          attributes: [
            { name: 'attributes-charset', values: [{ tag: 'charset', value: 'utf-8' }] },
            { name: 'attributes-natural-language', values: [{ tag: 'naturalLanguage', value: 'zh-cn' }] },
            { name: 'printer-uri', values: [{ tag: 'uri', value: 'ipp://localhost:8631/ipp/print' }] },
            {
              name: 'requested-attributes',
              values: ['printer-state', 'printer-state-reasons', 'printer-is-accepting-jobs'].map((value) => ({
                tag: 'keyword',
                value,
              })),
            },
          ],
        },
      ],
      document: none,
    });
    expect(message && encode(message)).toEqual(asked);
  });

  test('the answer', () => {
    const bytes = bytesOf(
      '01 01 00 00 00 00 00 01 01',
      ...opening,
      '04',
      '22 00 19',
      ascii('printer-is-accepting-jobs'),
      '00 01 01',
      '23 00 0D',
      ascii('printer-state'),
      '00 04 00 00 00 03',
      '44 00 15',
      ascii('printer-state-reasons'),
      '00 04',
      ascii('none'),
      '03',
    );
    const message = decode(bytes);
    expect(message && printerIn(message)).toEqual({ state: 'idle', reasons: ['none'], accepting: true });
    expect(message && encode(message)).toEqual(bytes);
  });

  test('a job just taken, and the same job printing its second page', () => {
    const taken = bytesOf(
      '01 01 00 00 00 00 00 02 01',
      ...opening,
      '02',
      '21 00 06',
      ascii('job-id'),
      '00 04 00 00 00 01',
      '45 00 07',
      ascii('job-uri'),
      '00 20',
      ascii('ipp://localhost:8631/ipp/print/1'),
      '23 00 09',
      ascii('job-state'),
      '00 04 00 00 00 03',
      '41 00 11',
      ascii('job-state-message'),
      '00 0C',
      ascii('Job pending.'),
      '44 00 11',
      ascii('job-state-reasons'),
      '00 04',
      ascii('none'),
      '03',
    );
    const message = decode(taken);
    expect(message && jobsIn(message)).toEqual([{ id: 1, state: 'pending', reasons: ['none'] }]);
    expect(message && encode(message)).toEqual(taken);
    const printing = decode(
      bytesOf(
        '01 01 00 00 00 00 00 05 01',
        ...opening,
        '02',
        '42 00 08',
        ascii('job-name'),
        '00 07',
        ascii('K1-0001'),
        '21 00 06',
        ascii('job-id'),
        '00 04 00 00 00 01',
        '21 00 19',
        ascii('job-impressions-completed'),
        '00 04 00 00 00 01',
        '23 00 09',
        ascii('job-state'),
        '00 04 00 00 00 05',
        '44 00 11',
        ascii('job-state-reasons'),
        '00 0C',
        ascii('job-printing'),
        '03',
      ),
    );
    expect(printing && jobsIn(printing)).toEqual([
      { id: 1, name: 'K1-0001', state: 'processing', reasons: ['job-printing'], pagesOut: 1 },
    ]);
  });

  test('refusals', () => {
    const late = decode(
      bytesOf(
        '01 01 04 04 00 00 00 0B 01',
        ...opening,
        '41 00 0E',
        ascii('status-message'),
        '00 2B',
        ascii("Job #1 is already completed - can't cancel."),
        '03',
      ),
    );
    expect(late?.code).toBe(statuses.notPossible);
    expect(late && isSuccess(late.code)).toBe(false);
    expect(late && jobsIn(late)).toEqual([]);
  });
});

describe('@sealsystems/ipp agrees', () => {
  const opened = {
    'attributes-charset': 'utf-8',
    'attributes-natural-language': 'zh-cn',
    'printer-uri': from.printerUri,
  };
  const user = { 'requesting-user-name': 'kiosk' };
  const pdf = samplePdf(3);
  const wantedOfJobs = [
    'job-id',
    'job-name',
    'job-state',
    'job-state-reasons',
    'job-impressions-completed',
    'job-media-sheets-completed',
  ];
  const requests: [IppCommand, { operation: string; 'operation-attributes-tag': object; [more: string]: unknown }][] = [
    [
      { kind: 'getPrinterAttributes' },
      {
        operation: 'Get-Printer-Attributes',
        'operation-attributes-tag': {
          ...opened,
          ...user,
          'requested-attributes': ['printer-state', 'printer-state-reasons', 'printer-is-accepting-jobs'],
        },
      },
    ],
    [
      { kind: 'printJob', jobName: '终端-0001', document: pdf, sheets },
      {
        operation: 'Print-Job',
        'operation-attributes-tag': {
          ...opened,
          ...user,
          'job-name': '终端-0001',
          'document-format': 'application/pdf',
        },
        'job-attributes-tag': { copies: 1, media: sheets.media, sides: sheets.sides },
        data: Buffer.from(pdf),
      },
    ],
    [
      { kind: 'getJobAttributes', jobId: 42 },
      {
        operation: 'Get-Job-Attributes',
        'operation-attributes-tag': { ...opened, 'job-id': 42, ...user, 'requested-attributes': wantedOfJobs },
      },
    ],
    [
      { kind: 'getJobs', which: 'completed' },
      {
        operation: 'Get-Jobs',
        'operation-attributes-tag': {
          ...opened,
          ...user,
          limit: 100,
          'requested-attributes': wantedOfJobs,
          'which-jobs': 'completed',
          'my-jobs': true,
        },
      },
    ],
    [
      { kind: 'cancelJob', jobId: 42 },
      { operation: 'Cancel-Job', 'operation-attributes-tag': { ...opened, 'job-id': 42, ...user } },
    ],
  ];

  test.each(requests)('on the request $kind, byte for byte', (command, message) => {
    const ours = encodeCommand(command, from);
    expect(toHex(ours)).toBe(toHex(peer.serialize({ version: '1.1', id: 1, ...message })));
    const { data, ...rest } = peer.parse(Buffer.from(ours));
    const { data: sent, ...told } = message;
    expect(rest).toMatchObject(told);
    if (sent) expect(new Uint8Array(data as Uint8Array)).toEqual(pdf);
  });

  test('on answers about the printer', () => {
    const report = { state: 'stopped', reasons: ['media-jam-error', 'toner-low-warning'], accepting: true } as const;
    const ours = encodeAnswer('ok', 7, [printerGroup(report)]);
    expect(peer.parse(Buffer.from(ours))).toMatchObject({
      version: '1.1',
      statusCode: 'successful-ok',
      id: 7,
      'printer-attributes-tag': {
        'printer-state': 'stopped',
        'printer-state-reasons': report.reasons,
        'printer-is-accepting-jobs': true,
      },
    });
    const theirs = decode(
      peer.serialize({
        version: '1.1',
        statusCode: 'successful-ok',
        id: 7,
        'operation-attributes-tag': { 'attributes-charset': 'utf-8', 'attributes-natural-language': 'en' },
        'printer-attributes-tag': {
          'printer-state': 'stopped',
          'printer-state-reasons': report.reasons,
          'printer-is-accepting-jobs': true,
        },
      }),
    );
    expect(theirs && printerIn(theirs)).toEqual(report);
  });

  test('on answers about jobs', () => {
    const job = { id: 3, state: 'canceled', reasons: ['job-canceled-by-user'], name: 'K1', pagesOut: 2 } as const;
    const ours = encodeAnswer('ok', 8, [
      jobGroup(job, 'ipp://localhost/ipp/print/3'),
      jobGroup({ ...job, id: 4 }, 'ipp://x/4'),
    ]);
    expect(peer.parse(Buffer.from(ours))['job-attributes-tag']).toMatchObject([
      { 'job-id': 3, 'job-state': 'canceled', 'job-name': 'K1', 'job-impressions-completed': 2 },
      { 'job-id': 4 },
    ]);
    const message = decode(ours);
    expect(message && jobsIn(message)).toEqual([job, { ...job, id: 4 }]);
  });
});

describe('any message', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((it) => it.isWellFormed());
  const value: fc.Arbitrary<IppValue> = fc.oneof(
    fc.record({ tag: fc.constantFrom('integer', 'enum'), value: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }) }),
    fc.record({ tag: fc.constant('boolean' as const), value: fc.boolean() }),
    fc.record({
      tag: fc.constantFrom<TextTag[]>('text', 'name', 'keyword', 'uri', 'charset', 'naturalLanguage', 'mimeMediaType'),
      value: text,
    }),
    // Resolutions, ranges, dates, "no value", and the parts of a collection.
    fc.record({
      tag: fc.constantFrom(0x10, 0x12, 0x13, 0x30, 0x31, 0x32, 0x33, 0x34, 0x37, 0x4a),
      octets: fc.uint8Array(),
    }),
  );
  const attribute = fc.record({
    name: text.filter((it) => it !== ''),
    values: fc.array(value, { minLength: 1, maxLength: 5 }),
  });
  const group = fc.record({
    tag: fc.constantFrom(...(Object.keys(groupTags) as (keyof typeof groupTags)[]), 0x06, 0x0a),
    attributes: fc.array(attribute, { maxLength: 6 }),
  });
  const message: fc.Arbitrary<IppMessage> = fc.record({
    version: fc.constantFrom(0x0100, 0x0101, 0x0200, 0x0202),
    code: fc.nat(0xffff),
    requestId: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
    groups: fc.array(group, { maxLength: 4 }),
    document: fc.uint8Array({ maxLength: 200 }),
  });

  test('comes back as it was', () => {
    fc.assert(
      fc.property(message, (it) => {
        expect(decode(encode(it))).toEqual(it);
      }),
      { numRuns: 500 },
    );
  });

  test('cut off before its end is none', () => {
    fc.assert(
      fc.property(message, fc.nat(), (it, at) => {
        const whole = encode({ ...it, document: none });
        expect(decode(whole.subarray(0, at % whole.length))).toBeUndefined();
      }),
    );
  });

  test('bytes of any kind are read or refused, and what was read is written as it stood', () => {
    const damaged = fc
      .tuple(message, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 }))
      .map(([it, flips]) => {
        const bytes = encode(it);
        for (const [at, byte] of flips) bytes[at % bytes.length] = byte;
        return bytes;
      });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), damaged), (bytes) => {
        const it = decode(bytes);
        if (it) expect(encode(it)).toEqual(bytes);
        decodeCommand(bytes);
        if (it) [printerIn(it), jobsIn(it)];
      }),
      { numRuns: 2_000 },
    );
  });

  test('does not grow with the lengths it claims', () => {
    expect(decode(bytesOf('01 01 00 00 00 00 00 01 01 44 7F FF 61'))).toBeUndefined();
    expect(decode(bytesOf('01 01 00 00 00 00 00 01 01 44 FF FF 61 03'))).toBeUndefined();
  });

  test('a value too long for IPP is a bug of the caller', () => {
    const values: IppValue[] = [{ tag: 'text', value: 'x'.repeat(40_000) }];
    const it: IppMessage = {
      version: 0x0101,
      code: 2,
      requestId: 1,
      groups: [{ tag: 'operation', attributes: [{ name: 'a', values }] }],
      document: none,
    };
    expect(() => encode(it)).toThrow(RangeError);
  });

  test('values that do not fit their kind are carried and not read', () => {
    const bytes = bytesOf(
      '01 01 00 00 00 00 00 01 04',
      '23 00 0D',
      ascii('printer-state'),
      '00 02 00 03',
      '22 00 01 61 00 01 02',
      '44 00 01 62 00 02 FF FE',
      '03',
    );
    const it = decode(bytes);
    expect(it && printerIn(it)).toBeUndefined();
    expect(it && encode(it)).toEqual(bytes);
  });
});

describe('commands', () => {
  const command: fc.Arbitrary<IppCommand> = fc.oneof(
    fc.constant<IppCommand>({ kind: 'getPrinterAttributes' }),
    fc.record({
      kind: fc.constant('printJob' as const),
      jobName: fc.string({ maxLength: 60 }),
      document: fc.uint8Array(),
      sheets: fc.record({
        media: fc.constantFrom('iso_a4_210x297mm', 'iso_a5_148x210mm'),
        sides: fc.constantFrom('one-sided', 'two-sided-long-edge', 'two-sided-short-edge'),
      }),
    }),
    fc.record({ kind: fc.constantFrom('getJobAttributes', 'cancelJob'), jobId: fc.nat() }),
    fc.record({ kind: fc.constant('getJobs' as const), which: fc.constantFrom('completed', 'not-completed') }),
  );

  test('come back as they were', () => {
    fc.assert(
      fc.property(command, fc.nat(), (it, requestId) => {
        const sender = { ...from, requestId };
        expect(decodeCommand(encodeCommand(it, sender))).toEqual({ command: it, from: sender });
      }),
    );
  });

  test('of others are none', () => {
    const validate = encode({ version: 0x0101, code: 4, requestId: 1, groups: [], document: none });
    expect(decodeCommand(validate)).toBeUndefined();
    expect(decodeCommand(fromHex('01 01 00 0B 00 00 00 01 03'))).toBeUndefined();
  });
});
