import type { places } from '../api/shapes.ts';
import type { SeenUnit, Sight } from './sight.ts';
import type { Standing } from './standings.ts';

export type PlaceKind = (typeof places)[number];

interface LocalName {
  readonly zh: string;
  readonly en: string;
}

/** A row there can be in an answer, and what it is summed from. */
export interface Place {
  readonly id: string;
  readonly name: LocalName;
  /** The unit a terminal or a ward belongs to. */
  readonly unit?: string;
  /** It has a row even when nothing happened there. */
  readonly always: boolean;
}

const groupings: Readonly<Record<string, LocalName>> = {
  hospital: { zh: '医院', en: 'Hospitals' },
  district: { zh: '各区', en: 'Districts' },
};
const ungrouped: LocalName = { zh: '未归属', en: 'Of no unit' };
const everywhere: Place = { id: 'city', name: { zh: '合计', en: 'All together' }, always: true };

const blank = (it: LocalName) => it.zh === '' && it.en === '';

/** Puts units, and the terminals that stand in them, under the places that were asked for. */
export interface Placing {
  /** The place a unit's counts go to; for terminals and wards with where the terminal stood. */
  placeOf(unit: string, standing?: Standing): Place;
  /** Units in the bulletin's order, then what is of none; inside a unit by ward, then by terminal. */
  compare(a: Standing, b: Standing): number;
}

export const placing = (kind: PlaceKind, { units }: Sight): Placing => {
  const known = new Map(units.map((unit, at): [string, { at: number; unit: SeenUnit }] => [unit.unit, { at, unit }]));
  const orderOf = (unit: string) => known.get(unit)?.at ?? units.length;

  const placeOf = (unit: string, standing?: Standing): Place => {
    const { grouping = null, district = null, name = ungrouped } = known.get(unit)?.unit ?? {};
    switch (kind) {
      case 'city':
        return everywhere;
      case 'unit':
        return { id: unit, name, always: known.has(unit) };
      case 'grouping':
        return { id: grouping ?? '', name: groupings[grouping ?? ''] ?? ungrouped, always: grouping !== null };
      case 'district':
        return {
          id: district ?? '',
          name: district === null ? { zh: '未注明', en: 'Not stated' } : { zh: district, en: district },
          always: known.has(unit),
        };
      case 'ward': {
        const ward = standing?.ward ?? '';
        const shown = ward === '' ? { zh: '未分区', en: 'Of no ward' } : { zh: ward, en: ward };
        return { id: `${unit}/${ward}`, name: shown, unit, always: unit !== '' };
      }
      case 'terminal': {
        const terminal = standing?.terminal ?? '';
        const shown = !standing || blank(standing.place) ? { zh: terminal, en: terminal } : standing.place;
        return { id: terminal, name: shown, unit, always: unit !== '' };
      }
    }
  };

  const text = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1);
  return {
    placeOf,
    compare: (a, b) => orderOf(a.unit) - orderOf(b.unit) || text(a.ward, b.ward) || text(a.terminal, b.terminal),
  };
};
