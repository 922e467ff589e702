import './desk.css';
import { useEffect, useState } from 'preact/hooks';
import type { DeskView } from '../../../../hospital/desk.ts';
import type { RehearsalCommand } from '../../../../rehearsal/command.ts';
import type { WorldView } from '../../../message.ts';
import type { Ask } from '../../../request.ts';
import { useKept } from '../kept.ts';
import { Tabs } from '../tabs.tsx';
import { ClinicList } from './clinics.tsx';
import type { DeskProps } from './desk-list.tsx';
import { filtered } from './filtered.ts';
import { Announcements, Policy, Refusals } from './house.tsx';
import { BillList, BookingList, TransactionList } from './money.tsx';
import { CardList, PatientList, ReportList } from './people.tsx';

const lists = [
  'house',
  'clinics',
  'bills',
  'bookings',
  'transactions',
  'reports',
  'patients',
  'cards',
] as const satisfies readonly (keyof DeskView | 'house')[];
type ListName = (typeof lists)[number];

interface HospitalPanelProps {
  readonly view: WorldView;
  /** Nothing until the server has told it. */
  readonly desk: DeskView | undefined;
  readonly run: (command: RehearsalCommand) => void;
  readonly ask: Ask;
}

/** What the hospital's clerks have before them, and everything they can do. */
export function HospitalPanel({ view, desk, run, ask }: HospitalPanelProps) {
  const isTold = desk !== undefined;
  // A server that came back does not know that this page is looking.
  useEffect(() => ask({ kind: 'desk', open: true }), [ask, isTold]);
  useEffect(() => () => ask({ kind: 'desk', open: false }), [ask]);
  if (!desk) return <p class="none">正在取医院的资料… The desk is being fetched…</p>;
  return <HospitalDesk desk={desk} view={view} run={run} />;
}

function HospitalDesk({ desk, view, run }: DeskProps) {
  const [list, choose] = useKept<ListName>('bench.desk', lists);
  const [wanted, find] = useState('');
  const found = filtered(desk, wanted);
  const props: DeskProps = { desk: { ...desk, ...found }, view, run };
  return (
    <>
      <input
        type="search"
        class="finder"
        aria-label="筛选 filter"
        placeholder="筛选：姓名、号码、科室、医生 filter"
        value={wanted}
        onInput={({ currentTarget }) => find(currentTarget.value)}
      />
      <Tabs
        label="医院 hospital"
        id="desk"
        chosen={list}
        choose={choose}
        tabs={{
          house: { zh: '规矩', en: 'house' },
          clinics: { zh: '号源', en: 'clinics', count: found.clinics.length },
          bills: { zh: '账单', en: 'bills', count: found.bills.length },
          bookings: { zh: '预约', en: 'bookings', count: found.bookings.length },
          transactions: { zh: '交易', en: 'paid', count: found.transactions.length },
          reports: { zh: '报告', en: 'reports', count: found.reports.length },
          patients: { zh: '患者', en: 'patients', count: found.patients.length },
          cards: { zh: '卡', en: 'cards', count: found.cards.length },
        }}
      >
        <DeskPart name={list} props={props} />
      </Tabs>
    </>
  );
}

function DeskPart({ name, props }: { readonly name: ListName; readonly props: DeskProps }) {
  switch (name) {
    case 'house':
      return (
        <>
          <Refusals {...props} />
          <Announcements {...props} />
          <Policy {...props} />
        </>
      );
    case 'clinics':
      return <ClinicList {...props} />;
    case 'bills':
      return <BillList {...props} />;
    case 'bookings':
      return <BookingList {...props} />;
    case 'transactions':
      return <TransactionList {...props} />;
    case 'reports':
      return <ReportList {...props} />;
    case 'patients':
      return <PatientList {...props} />;
    case 'cards':
      return <CardList {...props} />;
  }
}
