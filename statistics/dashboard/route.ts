import type { VisitFlow } from '../../terminal/usage-event.ts';
import type { CountName } from '../intake/roll-up.ts';
import { isDay, isMonth } from './days.ts';
import type { Period } from './period.ts';

/** Where figures are of: everything one may see, a unit, or a terminal. */
export type Place =
  | { readonly kind: 'city' }
  | { readonly kind: 'unit'; readonly unit: string }
  | { readonly kind: 'terminal'; readonly terminal: string };

export const administrationTabs = ['terminals', 'tokens', 'accounts', 'exports'] as const;
export type AdministrationTab = (typeof administrationTabs)[number];

export type View =
  | { readonly page: 'place'; readonly place: Place; readonly measure?: string }
  /** Who is behind a figure: units, or one unit's terminals. */
  | { readonly page: 'behind'; readonly count: string; readonly unit?: string; readonly flow?: string }
  | { readonly page: 'flow'; readonly flow: string; readonly place: Place }
  | { readonly page: 'devices'; readonly unit?: string }
  | { readonly page: 'alarms'; readonly unit?: string }
  | { readonly page: 'bulletin'; readonly month?: string; readonly form?: '2018' | '2020' }
  | { readonly page: 'administration'; readonly tab: AdministrationTab }
  | { readonly page: 'account' }
  | { readonly page: 'lost' };

/** What the address says: a view, and of when; without a period it is of the last four weeks. */
export interface Route {
  readonly view: View;
  readonly period?: Period;
}

export const city: View = { page: 'place', place: { kind: 'city' } };
export const unitView = (unit: string): View => ({ page: 'place', place: { kind: 'unit', unit } });
export const terminalView = (terminal: string): View => ({ page: 'place', place: { kind: 'terminal', terminal } });
export const behindView = (count: CountName, more: { unit?: string; flow?: VisitFlow } = {}): View => ({
  page: 'behind',
  count,
  ...more,
});

const placePath = (place: Place): string =>
  place.kind === 'city' ? '' : place.kind === 'unit' ? `units/${place.unit}` : `terminals/${place.terminal}`;

const pathOf = (view: View): { path: string; query: Record<string, string | undefined> } => {
  switch (view.page) {
    case 'place':
      return { path: placePath(view.place), query: { measure: view.measure } };
    case 'behind':
      return { path: `behind/${view.count}`, query: { unit: view.unit, flow: view.flow } };
    case 'flow': {
      const { place } = view;
      return {
        path: `flows/${view.flow}`,
        query: {
          unit: place.kind === 'unit' ? place.unit : undefined,
          terminal: place.kind === 'terminal' ? place.terminal : undefined,
        },
      };
    }
    case 'devices':
    case 'alarms':
      return { path: view.page, query: { unit: view.unit } };
    case 'bulletin':
      return { path: view.month ? `bulletins/${view.month}` : 'bulletins', query: { form: view.form } };
    case 'administration':
      return { path: `administration/${view.tab}`, query: {} };
    case 'account':
    case 'lost':
      return { path: view.page, query: {} };
  }
};

/** The address of a view, as a link has it. */
export const hrefOf = ({ view, period }: Route): string => {
  const { path, query } = pathOf(view);
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, from: period?.from, to: period?.to })) {
    if (value !== undefined) parameters.set(name, value);
  }
  const text = parameters.toString();
  return `#/${path}${text && `?${text}`}`;
};

const word = /^[A-Za-z0-9-]{1,40}$/;

const viewOf = (parts: readonly string[], query: URLSearchParams): View => {
  const [room = '', name, ...rest] = parts;
  const asked = (parameter: string): string | undefined => {
    const value = query.get(parameter);
    return value !== null && word.test(value) ? value : undefined;
  };
  const unit = asked('unit');
  const terminal = asked('terminal');
  const measure = asked('measure');
  const place = (of: Place): View => ({ page: 'place', place: of, ...(measure && { measure }) });
  if (rest.length > 0 || (name !== undefined && !word.test(name))) return { page: 'lost' };
  if (name === undefined) {
    if (room === '') return place({ kind: 'city' });
    if (room === 'devices' || room === 'alarms') return { page: room, ...(unit && { unit }) };
    if (room === 'bulletins' || room === 'account') return { page: room === 'account' ? room : 'bulletin' };
    return { page: 'lost' };
  }
  switch (room) {
    case 'units':
      return place({ kind: 'unit', unit: name });
    case 'terminals':
      return place({ kind: 'terminal', terminal: name });
    case 'behind': {
      const flow = asked('flow');
      return { page: 'behind', count: name, ...(unit && { unit }), ...(flow && { flow }) };
    }
    case 'flows':
      return {
        page: 'flow',
        flow: name,
        place: terminal ? { kind: 'terminal', terminal } : unit ? { kind: 'unit', unit } : { kind: 'city' },
      };
    case 'bulletins': {
      const form = asked('form');
      if (!isMonth(name)) return { page: 'lost' };
      return { page: 'bulletin', month: name, ...((form === '2018' || form === '2020') && { form }) };
    }
    case 'administration': {
      const tab = administrationTabs.find((it) => it === name);
      return tab ? { page: 'administration', tab } : { page: 'lost' };
    }
    default:
      return { page: 'lost' };
  }
};

/** Reads an address; what it cannot mean is `lost`, and a period that is none is left out. */
export const routeOf = (hash: string): Route => {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?');
  const query = new URLSearchParams(search);
  const from = query.get('from') ?? '';
  const to = query.get('to') ?? '';
  const view = viewOf(
    path.split('/').filter((it) => it !== ''),
    query,
  );
  return { view, ...(isDay(from) && isDay(to) && from <= to && { period: { from, to } }) };
};
