/** What goes into the machine or comes out of it, each drawn at its place and moving as its act says. */

export function IdCard() {
  return (
    <g class="mover id-card">
      <rect class="sheet-of" x="158" y="91" width="60" height="38" rx="3.500" />
      <path class="print" d="M165 100h22M165 107h16M165 114h19M165 122h40" />
      <circle class="face" cx="204" cy="104" r="4.500" />
      <path class="face" d="M196 117c0-9 16-9 16 0z" />
    </g>
  );
}

export function Slip() {
  return (
    <>
      <defs>
        <clipPath id="below-slot">
          <rect x="0" y="107" width="110" height="80" />
        </clipPath>
      </defs>
      <g clip-path="url(#below-slot)">
        <g class="mover slip">
          <path
            class="sheet-of"
            d="M30 100h44v38l-4.400-3-4.400 3-4.400-3-4.400 3-4.400-3-4.400 3-4.400-3-4.400 3-4.400-3-4.400 3z"
          />
          <path class="print" d="M37 115h30M37 121h22M37 127h26" />
        </g>
      </g>
    </>
  );
}

export function NewCard() {
  return (
    <>
      <defs>
        <clipPath id="below-card-slot">
          <rect x="150" y="177" width="80" height="80" />
        </clipPath>
      </defs>
      <g clip-path="url(#below-card-slot)">
        <g class="mover new-card">
          <rect class="card-of" x="166" y="164" width="40" height="44" rx="3" />
          <rect class="chip" x="181" y="192" width="10" height="8" rx="1.500" />
        </g>
      </g>
    </>
  );
}

/** A card that is still inside, seen through the front: it cannot be taken yet. */
export function CardWithin() {
  return (
    <g class="card-within">
      <g class="mover">
        <rect class="card-ghost" x="159" y="84" width="54" height="84" rx="5" />
        <rect class="card-ghost" x="178" y="140" width="16" height="13" rx="2" />
      </g>
      <path
        class="waves card-waves"
        d="M150 106a24 24 0 0 0 0 36M222 106a24 24 0 0 1 0 36M141 98a36 36 0 0 0 0 52M231 98a36 36 0 0 1 0 52"
      />
    </g>
  );
}

export function Sheets() {
  return (
    <>
      <defs>
        <clipPath id="below-report-outlet">
          <rect x="20" y="177" width="110" height="80" />
        </clipPath>
      </defs>
      <g clip-path="url(#below-report-outlet)">
        <g class="mover sheets">
          <path class="sheet-of" d="M38 160h72v52H38z" />
          <path class="print" d="M46 186h30M46 193h56M46 200h48" />
        </g>
      </g>
    </>
  );
}
