import './machine.css';
import { Case, type MachinePlace, Spots } from './machine-parts.tsx';
import { IdCard } from './machine-things.tsx';

/** The corner of each place, so that the number hides nothing of it. */
const corners: Record<MachinePlace, readonly [number, number]> = {
  idReader: [156, 88],
  slipOutlet: [20, 88],
  window: [105, 92],
  cardSlot: [156, 168],
  reportOutlet: [28, 168],
};

/** The lower half of the machine with several places lit and numbered, in the order in which they are named beside it. */
export function MachinePlaces({ places }: { readonly places: readonly MachinePlace[] }) {
  return (
    <svg class="machine machine-places" viewBox="0 44 240 180" aria-hidden="true" focusable="false">
      <Case front />
      <Spots lit={places} front />
      {places.includes('idReader') && (
        <g class="placeCard">
          <IdCard />
        </g>
      )}
      {places.map((place, at) => {
        const [x, y] = corners[place];
        return (
          <g key={place} class="spot-number">
            <circle cx={x} cy={y} r="13" />
            <text x={x} y={y + 6.5}>
              {at + 1}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
