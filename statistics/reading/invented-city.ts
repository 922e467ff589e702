/** For tests: units, terminals that were moved, and what they reported. */
import type { Heartbeat } from '../../terminal/hub-contract.ts';
import type { UsageEvent } from '../../terminal/usage-event.ts';
import { keepRegister } from '../register/keep-register.ts';
import type { Register } from '../register/register.ts';
import type { HubDatabase } from '../store/hub-store.ts';
import { databaseIntake } from '../store/intake-store.ts';

const place = (name: string) => ({ zh: `${name}号位`, en: `Stand ${name}` });
const from = '2026-01-01';

/** Their places are theirs alone, so that nothing is the same by chance. */
export const register: Register = {
  units: [
    {
      unit: 'east',
      grouping: 'hospital',
      district: '云溪区',
      names: [
        { zh: '东医院', en: 'East' },
        { from: '2026-11-02', zh: '新东医院', en: 'New East' },
      ],
    },
    { unit: 'west', grouping: 'hospital', names: [{ zh: '西医院', en: 'West' }] },
    { unit: 'clinics', grouping: 'district', district: '云溪区', names: [{ zh: '云溪区', en: 'Clinics' }] },
  ],
  terminals: [
    { terminal: 'E-1', placements: [{ from, unit: 'east', ward: 'OPD', place: place('一') }] },
    {
      terminal: 'E-2',
      placements: [
        { from, unit: 'east', ward: 'OPD', place: place('二') },
        { from: '2026-11-02', unit: 'east', ward: 'ER', place: place('三') },
      ],
    },
    {
      terminal: 'M-1',
      placements: [
        { from, unit: 'east', ward: 'OPD', place: place('四') },
        { from: '2026-11-01', unit: 'clinics', ward: 'North', place: place('五') },
      ],
    },
    { terminal: 'C-1', placements: [{ from: '2026-11-01', unit: 'clinics', ward: 'South', place: place('六') }] },
    { terminal: 'W-1', placements: [{ from, unit: 'west', ward: 'OPD', place: place('七') }] },
  ],
};
/** In no register. */
export const stray = 'S-1';
export const terminals = [...register.terminals.map(({ terminal }) => terminal), stray];

/** Where a terminal's day counts. */
export const standsOn = (terminal: string, day: string): { unit: string; ward: string } => {
  const placements = register.terminals.find((it) => it.terminal === terminal)?.placements ?? [];
  const { unit, ward } = placements.findLast((it) => it.from <= day) ?? { unit: null, ward: '' };
  return unit === null ? { unit: '', ward: '' } : { unit, ward };
};

export type Reports = Readonly<Record<string, readonly UsageEvent[]>>;

/** A database with the register, and with what these terminals reported. */
export const fill = async (database: HubDatabase, reports: Reports, now = Date.UTC(2026, 10, 3, 4)): Promise<void> => {
  const kept = await keepRegister(database, register);
  if (!kept.ok) throw new Error(JSON.stringify(kept.mistakes));
  const known = { publicKey: null, enrolledAt: null, revokedAt: null, epoch: null, heardAt: null };
  await database.db
    .insertInto('terminal')
    .values({ terminal: stray, ...known })
    .execute();
  const intake = databaseIntake(database, { zone: 'Asia/Shanghai', monthClosesAfterDays: 3 });
  for (const [terminal, events] of Object.entries(reports)) {
    const sequence = events.at(-1)?.sequence;
    if (sequence === undefined) continue;
    const mark = { epoch: 'e1', sequence, hash: 'f'.repeat(64), follows: null };
    await intake.take(terminal, ['e1'], () => ({
      answer: undefined,
      intake: { mark, events, quarantined: new Set(), heardAt: now, alarms: [] },
    }));
  }
};

/** What a terminal says of itself. */
export const say = async ({ db }: HubDatabase, heartbeat: Heartbeat): Promise<void> => {
  const { terminal, at } = heartbeat;
  await db
    .insertInto('terminalState')
    .values({ terminal, at, heardAt: at, heartbeat: JSON.stringify(heartbeat) })
    .execute();
};
