/**
 * Our machine from the front, from the lower edge of the screen down to the shelf: the slip outlet on the left, the code
 * window in the middle, the ID-card reader on the right. One place is lit, and what moves there moves.
 */
import './machine.css';

export type MachineAct = 'placeCard' | 'keepCard' | 'takeCard' | 'printSlip' | 'takeSlip';

interface MachineProps {
  readonly act: MachineAct;
  /** The name of the lit place, in the patient's language; a close-up shows none. */
  readonly label?: string;
}

const closeUps = { card: '146 66 88 72', slip: '8 66 88 72' } as const;

export function Machine({ act, label }: MachineProps) {
  const card = act === 'placeCard' || act === 'keepCard' || act === 'takeCard';
  const closeUp = label === undefined;
  return (
    <svg
      class={`machine ${act}`}
      viewBox={closeUp ? closeUps[card ? 'card' : 'slip'] : '0 -110 240 292'}
      aria-hidden="true"
      focusable="false"
    >
      <defs>
        <clipPath id="below-slot">
          <rect x="0" y="107" width="110" height="80" />
        </clipPath>
      </defs>
      <path class="case" d="M14 100V-98a12 12 0 0 1 12-12h188a12 12 0 0 1 12 12v198z" />
      <rect class="bezel" x="28" y="-96" width="184" height="152" rx="7" />
      <rect class="glass" x="35" y="-89" width="170" height="138" rx="2.500" />
      <path class="glass-words" d="M48-72h84M48-58h52" />
      <path
        class="glass-button"
        d="M50-42h60a2.500 2.500 0 0 1 2.500 2.500v24a2.500 2.500 0 0 1-2.500 2.500h-60a2.500 2.500 0 0 1-2.500-2.500v-24a2.500 2.500 0 0 1 2.500-2.500zM130-42h60a2.500 2.500 0 0 1 2.500 2.500v24a2.500 2.500 0 0 1-2.500 2.500h-60a2.500 2.500 0 0 1-2.500-2.500v-24a2.500 2.500 0 0 1 2.500-2.500zM50 2h140a2.500 2.500 0 0 1 2.500 2.500v16a2.500 2.500 0 0 1-2.500 2.500h-140a2.500 2.500 0 0 1-2.500-2.500v-16a2.500 2.500 0 0 1 2.500-2.500z"
      />
      <path class="shelf-edge" d="M2 142h236v5a5 5 0 0 1-5 5H7a5 5 0 0 1-5-5z" />
      <path class="shelf" d="M15 70h210l13 72H2z" />
      <g class={card ? 'spot' : 'spot lit'}>
        <rect class="spot-floor" x="16" y="86" width="72" height="48" rx="6" />
        <rect class="slot" x="22" y="102" width="60" height="7" rx="3.5" />
      </g>
      <g class="spot">
        <rect class="spot-floor" x="101" y="92" width="38" height="36" rx="6" />
        <rect class="slot" x="107" y="98" width="26" height="24" rx="3" />
      </g>
      <g class={card ? 'spot lit' : 'spot'}>
        <rect class="spot-floor" x="152" y="86" width="72" height="48" rx="6" />
        <path
          class="waves"
          d="M180 119a11 11 0 0 1 0-18m16 0a11 11 0 0 1 0 18m-10.500-4a6 6 0 0 1 0-10m5 0a6 6 0 0 1 0 10"
        />
      </g>
      {card ? <IdCard /> : <Slip />}
      {label !== undefined && (
        <>
          <path class="leader" d={card ? 'M188 137v24' : 'M52 142v19'} />
          <text class="spot-label" x={card ? 188 : 52} y="175">
            {label}
          </text>
        </>
      )}
    </svg>
  );
}

function IdCard() {
  return (
    <g class="mover id-card">
      <rect class="sheet-of" x="158" y="91" width="60" height="38" rx="3.500" />
      <path class="print" d="M165 100h22M165 107h16M165 114h19M165 122h40" />
      <circle class="face" cx="204" cy="104" r="4.500" />
      <path class="face" d="M196 117c0-9 16-9 16 0z" />
    </g>
  );
}

function Slip() {
  return (
    <g clip-path="url(#below-slot)">
      <g class="mover slip">
        <path
          class="sheet-of"
          d="M30 100h44v38l-4.400-3-4.400 3-4.400-3-4.400 3-4.400-3-4.400 3-4.400-3-4.400 3-4.400-3-4.400 3z"
        />
        <path class="print" d="M37 115h30M37 121h22M37 127h26" />
      </g>
    </g>
  );
}
