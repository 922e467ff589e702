import {
  Banknote,
  CalendarSearch,
  FilePlus,
  FileSearch,
  FileText,
  FolderSearch,
  Hospital,
  Printer,
  QrCode,
  TicketCheck,
  TicketX,
  Undo2,
  Wrench,
} from 'lucide-preact';
import type { ComponentType } from 'preact';
import type { Work } from '../../terminal/screen/words.ts';
import { SlowLine } from '../parts/slow-line.tsx';
import { Machine, type MachineAct } from '../pictures/machine.tsx';
import type { Draw } from '../view.ts';
import './working.css';

type CardWork = Extract<Work, 'takingCard' | 'writingCard' | 'bindingCard' | 'capturingCard'>;

/** What the card does in the machine meanwhile. */
const acts: Readonly<Record<CardWork, MachineAct>> = {
  takingCard: 'fetchCard',
  writingCard: 'writeCard',
  bindingCard: 'writeCard',
  capturingCard: 'keepCard',
};

const signs: Readonly<Record<Exclude<Work, CardWork>, ComponentType<{ class: string }>>> = {
  findingRecord: FileSearch,
  creatingRecord: FilePlus,
  loadingSchedule: CalendarSearch,
  loadingRecords: FolderSearch,
  checkingPrinter: Printer,
  asking: Hospital,
  lockingSlot: TicketCheck,
  creatingOrder: QrCode,
  charging: Banknote,
  cancellingOrder: TicketX,
  cancellingBooking: TicketX,
  refunding: Undo2,
  loadingReport: FileText,
  testingDevice: Wrench,
};

const ofCard = (work: Work): work is CardWork => work in acts;

function WorkSign({ work }: { readonly work: Exclude<Work, CardWork> }) {
  const Sign = signs[work];
  return (
    <div class="work-sign" aria-hidden="true">
      <Sign class="icon" />
    </div>
  );
}

/** What the machine is busy with, and whether one may go: where nothing was begun yet there is a way out. */
export const working: Draw<'working'> = ({ work, canLeave }, { words }) => ({
  sentence: words.work[work],
  hint: canLeave ? words.pleaseWait : words.stayHere,
  ...(canLeave && { end: 'endVisit' }),
  body: (
    <>
      <SlowLine key={work} words={words} />
      {ofCard(work) ? <Machine act={acts[work]} label={words.places.cardSlot} /> : <WorkSign work={work} />}
    </>
  ),
});
