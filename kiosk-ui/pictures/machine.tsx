/**
 * Our machine from the front: the lower edge of the screen; on the shelf the slip outlet on the left, the code window in
 * the middle and the ID-card reader on the right; on the front below the shelf the report outlet on the left and the
 * card slot on the right. One place is lit, and what moves there moves.
 */
import './machine.css';
import { Case, type MachinePlace, Spots } from './machine-parts.tsx';
import { CardWithin, IdCard, NewCard, Sheets, Slip } from './machine-things.tsx';

export type MachineAct =
  | 'placeCard'
  | 'takeCard'
  | 'printSlip'
  | 'takeSlip'
  | 'giveCard'
  | 'fetchCard'
  | 'writeCard'
  | 'keepCard'
  | 'printReports'
  | 'takeReports';

const placeOf = {
  placeCard: 'idReader',
  takeCard: 'idReader',
  printSlip: 'slipOutlet',
  takeSlip: 'slipOutlet',
  giveCard: 'cardSlot',
  fetchCard: 'cardSlot',
  writeCard: 'cardSlot',
  keepCard: 'cardSlot',
  printReports: 'reportOutlet',
  takeReports: 'reportOutlet',
} as const satisfies Record<MachineAct, MachinePlace>;

const closeUps = {
  idReader: '146 66 88 72',
  slipOutlet: '8 66 88 72',
  cardSlot: '144 148 88 72',
  reportOutlet: '28 148 88 72',
} as const;

/** Where the line to a place's name begins and how long it is, and the middle of the name. */
const leaders = {
  idReader: { line: 'M188 137v24', x: 188, y: 175 },
  slipOutlet: { line: 'M52 142v19', x: 52, y: 175 },
  cardSlot: { line: 'M188 216v14', x: 186, y: 244 },
  reportOutlet: { line: 'M74 216v14', x: 74, y: 244 },
} as const;

const things = {
  idReader: IdCard,
  slipOutlet: Slip,
  cardSlot: NewCard,
  reportOutlet: Sheets,
} as const;

interface MachineProps {
  readonly act: MachineAct;
  /** The name of the lit place, in the patient's language; a close-up shows none. */
  readonly label?: string;
}

export function Machine({ act, label }: MachineProps) {
  const place = placeOf[act];
  const low = place === 'cardSlot' || place === 'reportOutlet';
  const within = act === 'fetchCard' || act === 'writeCard';
  const Thing = within ? CardWithin : things[place];
  const { line, x, y } = leaders[place];
  const whole = low ? '0 -42 240 292' : '0 -110 240 292';
  return (
    <svg
      class={low && label !== undefined ? `machine machine-below ${act}` : `machine ${act}`}
      viewBox={label === undefined ? closeUps[place] : whole}
      aria-hidden="true"
      focusable="false"
    >
      <Case front={low} />
      <Spots lit={[place]} front={low} />
      <Thing />
      {label !== undefined && (
        <>
          <path class="leader" d={line} />
          <text class="spot-label" x={x} y={y}>
            {label}
          </text>
        </>
      )}
    </svg>
  );
}
