export type MachinePlace = 'idReader' | 'slipOutlet' | 'window' | 'cardSlot' | 'reportOutlet';

/** The body of the machine: the screen, the shelf, and with `front` what is below the shelf. */
export function Case({ front }: { readonly front: boolean }) {
  return (
    <>
      <path class="case" d="M14 100V-98a12 12 0 0 1 12-12h188a12 12 0 0 1 12 12v198z" />
      <rect class="bezel" x="28" y="-96" width="184" height="152" rx="7" />
      <rect class="glass" x="35" y="-89" width="170" height="138" rx="2.500" />
      <path class="glass-words" d="M48-72h84M48-58h52" />
      <path
        class="glass-button"
        d="M50-42h60a2.500 2.500 0 0 1 2.500 2.500v24a2.500 2.500 0 0 1-2.500 2.500h-60a2.500 2.500 0 0 1-2.500-2.500v-24a2.500 2.500 0 0 1 2.500-2.500zM130-42h60a2.500 2.500 0 0 1 2.500 2.500v24a2.500 2.500 0 0 1-2.500 2.500h-60a2.500 2.500 0 0 1-2.500-2.500v-24a2.500 2.500 0 0 1 2.500-2.500zM50 2h140a2.500 2.500 0 0 1 2.500 2.500v16a2.500 2.500 0 0 1-2.500 2.500h-140a2.500 2.500 0 0 1-2.500-2.500v-16a2.500 2.500 0 0 1 2.500-2.500z"
      />
      {front && <path class="case" d="M14 150h212v66a6 6 0 0 1-6 6H20a6 6 0 0 1-6-6z" />}
      <path class="shelf-edge" d="M2 142h236v5a5 5 0 0 1-5 5H7a5 5 0 0 1-5-5z" />
      <path class="shelf" d="M15 70h210l13 72H2z" />
    </>
  );
}

interface SpotsProps {
  readonly lit: readonly MachinePlace[];
  readonly front: boolean;
}

/** The places something goes into or comes out of. */
export function Spots({ lit, front }: SpotsProps) {
  const look = (place: MachinePlace) => (lit.includes(place) ? 'spot lit' : 'spot');
  return (
    <>
      <g class={look('slipOutlet')}>
        <rect class="spot-floor" x="16" y="86" width="72" height="48" rx="6" />
        <rect class="slot" x="22" y="102" width="60" height="7" rx="3.5" />
      </g>
      <g class={look('window')}>
        <rect class="spot-floor" x="101" y="92" width="38" height="36" rx="6" />
        <rect class="slot" x="107" y="98" width="26" height="24" rx="3" />
      </g>
      <g class={look('idReader')}>
        <rect class="spot-floor" x="152" y="86" width="72" height="48" rx="6" />
        <path
          class="waves"
          d="M180 119a11 11 0 0 1 0-18m16 0a11 11 0 0 1 0 18m-10.500-4a6 6 0 0 1 0-10m5 0a6 6 0 0 1 0 10"
        />
      </g>
      {front && (
        <>
          <g class={look('reportOutlet')}>
            <rect class="spot-floor on-front" x="24" y="164" width="100" height="46" rx="6" />
            <rect class="slot" x="32" y="174" width="84" height="6" rx="3" />
          </g>
          <g class={look('cardSlot')}>
            <rect class="spot-floor on-front" x="152" y="164" width="68" height="46" rx="6" />
            <rect class="slot" x="162" y="174" width="48" height="6" rx="3" />
          </g>
        </>
      )}
    </>
  );
}
