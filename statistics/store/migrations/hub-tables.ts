import { CamelCasePlugin, type Kysely, sql } from 'kysely';
import type { BucketName } from '../../intake/duration-bucket.ts';
import type { HubDatabase } from '../hub-store.ts';
import type { Tables } from '../tables.ts';
import { convertOlder, setOlderAside } from './older-tables.ts';

type Kind = HubDatabase['kind'];

/** `text` and `whole`, where nothing may be missing; with `?` where it may. */
type Column = 'text' | 'text?' | 'whole' | 'whole?';

interface Definition<Row> {
  readonly columns: Readonly<Record<keyof Row, Column>>;
  readonly key: readonly (keyof Row & string)[];
  /** Rows that change again and again: PostgreSQL leaves room beside them. */
  readonly busy?: boolean;
}

const counts = {
  visits: 'whole',
  completed: 'whole',
  registrations: 'whole',
  registrationAmount: 'whole',
  refunds: 'whole',
  refundAmount: 'whole',
  deviceFaults: 'whole',
  collections: 'whole',
  collectionsPaidHere: 'whole',
  collectionAmount: 'whole',
  checkIns: 'whole',
  cancellations: 'whole',
  payments: 'whole',
  paymentAmount: 'whole',
  cardsIssued: 'whole',
  cardsCaptured: 'whole',
  reportPrintings: 'whole',
  pages: 'whole',
  slipReprints: 'whole',
  abandoned: 'whole',
  timedOut: 'whole',
  troubled: 'whole',
  interrupted: 'whole',
  firstTries: 'whole',
  visitSeconds: 'whole',
  reports: 'whole',
  slips: 'whole',
  starts: 'whole',
} as const;
const endings = {
  completed: 'whole',
  abandoned: 'whole',
  timedOut: 'whole',
  troubled: 'whole',
  interrupted: 'whole',
} as const;
/** `took0` to `took40`. */
const buckets: Readonly<Record<BucketName, 'whole'>> = Object.fromEntries(
  Array.from({ length: 41 }, (_, bucket) => [`took${bucket}`, 'whole' as const]),
);
const marks = { revision: 'whole', dirty: 'whole' } as const;

/** Those there were in this version. */
type Then = Omit<Tables, 'restoration' | 'parentRestoration'>;

const tables: { readonly [Name in keyof Then]: Definition<Then[Name]> } = {
  terminal: {
    columns: {
      terminal: 'text',
      publicKey: 'text?',
      enrolledAt: 'whole?',
      revokedAt: 'whole?',
      epoch: 'text?',
      heardAt: 'whole?',
    },
    key: ['terminal'],
    busy: true,
  },
  epoch: {
    columns: {
      terminal: 'text',
      epoch: 'text',
      upTo: 'whole',
      hash: 'text',
      followsEpoch: 'text?',
      followsSequence: 'whole?',
      openedAt: 'whole',
    },
    key: ['terminal', 'epoch'],
    busy: true,
  },
  usageEvent: {
    columns: {
      terminal: 'text',
      epoch: 'text',
      sequence: 'whole',
      at: 'whole',
      businessDay: 'text',
      hour: 'whole',
      kind: 'text',
      flow: 'text?',
      ending: 'text?',
      step: 'text?',
      seconds: 'whole?',
      firstTry: 'whole?',
      amount: 'whole?',
      paidHere: 'whole?',
      reports: 'whole?',
      pages: 'whole?',
      device: 'text?',
      fault: 'text?',
      available: 'whole?',
      open: 'whole?',
      quarantined: 'whole',
    },
    key: ['terminal', 'epoch', 'sequence'],
  },
  terminalState: {
    columns: { terminal: 'text', at: 'whole', heardAt: 'whole', heartbeat: 'text' },
    key: ['terminal'],
    busy: true,
  },
  deviceState: {
    columns: { terminal: 'text', device: 'text', available: 'whole', since: 'whole' },
    key: ['terminal', 'device'],
    busy: true,
  },
  alarm: {
    columns: { terminal: 'text', kind: 'text', device: 'text', openedAt: 'whole', closedAt: 'whole?', detail: 'text' },
    key: ['terminal', 'kind', 'device', 'openedAt'],
  },
  usageDay: {
    columns: { terminal: 'text', businessDay: 'text', unit: 'text', ...counts, ...marks },
    key: ['terminal', 'businessDay'],
    busy: true,
  },
  deviceDay: {
    columns: {
      terminal: 'text',
      businessDay: 'text',
      device: 'text',
      unit: 'text',
      outages: 'whole',
      downSeconds: 'whole',
      ...marks,
    },
    key: ['terminal', 'businessDay', 'device'],
    busy: true,
  },
  faultDay: {
    columns: {
      terminal: 'text',
      businessDay: 'text',
      device: 'text',
      fault: 'text',
      unit: 'text',
      faults: 'whole',
      ...marks,
    },
    key: ['terminal', 'businessDay', 'device', 'fault'],
    busy: true,
  },
  unitHour: {
    columns: { unit: 'text', businessDay: 'text', hour: 'whole', ...counts, ...marks },
    key: ['unit', 'businessDay', 'hour'],
    busy: true,
  },
  unitFlow: {
    columns: {
      unit: 'text',
      businessDay: 'text',
      flow: 'text',
      ...endings,
      visits: 'whole',
      firstTries: 'whole',
      visitSeconds: 'whole',
      ...buckets,
      ...marks,
    },
    key: ['unit', 'businessDay', 'flow'],
    busy: true,
  },
  unitStep: {
    columns: { unit: 'text', businessDay: 'text', flow: 'text', step: 'text', ...endings, ...marks },
    key: ['unit', 'businessDay', 'flow', 'step'],
    busy: true,
  },
  monthChange: {
    columns: { terminal: 'text', month: 'text', changedAt: 'whole', events: 'whole' },
    key: ['terminal', 'month', 'changedAt'],
  },
  unit: {
    columns: { unit: 'text', grouping: 'text', rowOrder: 'whole', district: 'text?' },
    key: ['unit'],
  },
  unitName: { columns: { unit: 'text', fromDay: 'text', zh: 'text', en: 'text' }, key: ['unit', 'fromDay'] },
  placement: {
    columns: { terminal: 'text', fromDay: 'text', unit: 'text?', ward: 'text', placeZh: 'text', placeEn: 'text' },
    key: ['terminal', 'fromDay'],
  },
  enrolmentCode: {
    columns: { terminal: 'text', codeHash: 'text', madeAt: 'whole', expiresAt: 'whole' },
    key: ['terminal'],
  },
  childHub: {
    columns: { hub: 'text', publicKey: 'text', units: 'text', heardAt: 'whole?', revokedAt: 'whole?' },
    key: ['hub'],
  },
  account: {
    columns: {
      account: 'text',
      name: 'text',
      passwordHash: 'text?',
      scope: 'text',
      administrator: 'whole',
      madeAt: 'whole',
      closedAt: 'whole?',
    },
    key: ['account'],
  },
  accessToken: {
    columns: {
      id: 'text',
      tokenHash: 'text',
      name: 'text',
      scope: 'text',
      madeBy: 'text',
      madeAt: 'whole',
      expiresAt: 'whole',
      revokedAt: 'whole?',
    },
    key: ['id'],
  },
  session: {
    columns: { sessionHash: 'text', account: 'text', madeAt: 'whole', expiresAt: 'whole' },
    key: ['sessionHash'],
  },
  exportLog: { columns: { id: 'text', at: 'whole', who: 'text', what: 'text', rows: 'whole' }, key: ['id'] },
};

/** Roll-ups a parent hub is told of. */
const rolledUp = ['usageDay', 'deviceDay', 'faultDay', 'unitHour', 'unitFlow', 'unitStep'] as const;

/** Texts are told apart and put in order by their code points, as SQLite does: so both answer alike. */
const textOf = (kind: Kind) => (kind === 'postgres' ? sql`text collate "C"` : sql`text`);

const endOf = (kind: Kind, busy: boolean) => {
  // The rows stand in their key itself, not in a table beside it.
  if (kind === 'sqlite') return sql`without rowid`;
  return busy ? sql`with (fillfactor = 70)` : undefined;
};

const createTable = async (db: Kysely<unknown>, kind: Kind, name: string, definition: Definition<object>) => {
  const { columns, key, busy = false } = definition;
  let table = db.schema.createTable(name);
  for (const [column, type] of Object.entries<Column>(columns)) {
    table = table.addColumn(column, type.startsWith('text') ? textOf(kind) : 'bigint', (added) =>
      type.endsWith('?') ? added : added.notNull(),
    );
  }
  const end = endOf(kind, busy);
  if (end) table = table.modifyEnd(end);
  await table.addPrimaryKeyConstraint(`${name}Pkey`, [...key] as never[]).execute();
};

const createIndexes = async (db: Kysely<unknown>) => {
  const index = (name: string, table: keyof Then, columns: readonly string[]) =>
    db.schema
      .createIndex(name)
      .on(table)
      .columns([...columns]);
  // A period is read over all terminals or units; their keys alone would make it walk every day there ever was.
  for (const table of rolledUp) await index(`${table}ByDay`, table, ['businessDay']).execute();
  await index('usageDayByUnit', 'usageDay', ['unit', 'businessDay']).execute();
  for (const table of rolledUp) {
    await index(`${table}Dirty`, table, tables[table].key).where(sql.ref('dirty'), '=', sql.lit(1)).execute();
  }
  // At most one alarm of a kind is open, however many hubs open it.
  await index('alarmOpen', 'alarm', ['terminal', 'kind', 'device'])
    .unique()
    .where(sql.ref('closedAt'), 'is', sql.lit(null))
    .execute();
  await index('alarmByTime', 'alarm', ['openedAt']).execute();
  await index('epochFollows', 'epoch', ['terminal', 'followsEpoch']).execute();
  await index('placementByUnit', 'placement', ['unit']).execute();
  await index('accessTokenHash', 'accessToken', ['tokenHash']).unique().execute();
  await index('exportLogByTime', 'exportLog', ['at']).execute();
};

/** Every table of the hub as it is from this version on, with what older ones held. */
export const hubTables = async (bare: Kysely<unknown>, kind: Kind): Promise<void> => {
  const db = bare.withPlugin(new CamelCasePlugin());
  await setOlderAside(bare);
  for (const [name, definition] of Object.entries(tables)) {
    await createTable(db, kind, name, definition as Definition<object>);
  }
  await convertOlder(bare);
  await createIndexes(db);
};
