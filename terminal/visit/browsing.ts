/**
 * Where the patient is in the long lists of a visit: page, letter, and whether the letters are shown. The machines know
 * nothing of it: they have their lists whole, and how much of one stands on a screen is the modes' matter.
 */
import type { Modes } from '../screen/modes.ts';
import type { Language, Page } from '../screen/parts.ts';
import type { Screen, Tap } from '../screen.ts';
import { initialsIn, inOrder } from './initial.ts';
import {
  isList,
  isLoaded,
  itemsOf,
  pageCount,
  pageOf,
  pageSize,
  type WholeList,
  type WholeScreen,
  withItems,
} from './pages.ts';

/** How the patient looks at the screens. */
export interface Seen {
  readonly modes: Modes;
  readonly language: Language;
}

/** Where the patient is in one list. */
export interface Place {
  /** The first item of the page, from 0. It stays when the modes put more or fewer items on one. */
  readonly first: number;
  /** Only what begins so is shown. Letters are a language's: in another one the list is whole again. */
  readonly found?: { readonly letter: string; readonly language: Language; readonly first: number };
  /** The letters stand in place of the list. */
  readonly picking?: true;
}

export const beginning: Place = { first: 0 };

/** What came of a tap: it is the list's and leads to a place, it is for others to take, or nobody's. */
type Move = { readonly to: Place; readonly passOn?: true } | 'notMine' | 'notOffered';

/** What is shown of a list: the items the letter leaves, the page, the letters to choose from. */
interface View {
  readonly list: WholeList;
  readonly at: number;
  readonly letters: readonly string[];
  readonly letter?: string;
}

function viewOf(list: WholeList, { first, found }: Place, { modes, language }: Seen): View {
  const pageAt = (item: number) => Math.floor(item / pageSize(list, modes)) + 1;
  const whole: View = { list, at: pageAt(first), letters: [] };
  const initials = pageCount(list, modes) > 1 ? initialsIn(list, language) : undefined;
  if (!initials) return whole;
  const letters = inOrder(initials);
  if (letters.length < 2) return whole;
  if (found?.language !== language || !letters.includes(found.letter)) return { ...whole, letters };
  const items = itemsOf(list).filter((_, at) => initials[at] === found.letter);
  return { list: withItems(list, items), at: pageAt(found.first), letters, letter: found.letter };
}

/** The screen a list makes. */
function shownAt(list: WholeList, place: Place, seen: Seen): Screen {
  const { letters, letter, ...view } = viewOf(list, place, seen);
  if (place.picking && letters.length > 0) return { name: 'chooseInitial', letters };
  const shown = pageOf(view.list, seen.modes, view.at);
  if (letters.length === 0) return shown;
  const page: Page = { ...shown.page, byInitial: letter === undefined ? {} : { letter } };
  return { ...shown, page };
}

/** Where a tap leads from a place in a list. */
function moveBy(tap: Tap, list: WholeList, place: Place, seen: Seen): Move {
  const view = viewOf(list, place, seen);
  if (place.picking && view.letters.length > 0) return pickBy(tap, view, place, seen);
  switch (tap.kind) {
    case 'nextPage':
      return turnBy(1, view, place, seen);
    case 'previousPage':
      return turnBy(-1, view, place, seen);
    case 'initials':
      return view.letters.length > 0 ? { to: { ...place, picking: true } } : 'notOffered';
    case 'back':
      return view.letter === undefined ? 'notMine' : { to: { first: place.first } };
    default:
      return 'notMine';
  }
}

/** On the letters: what is beneath them is not seen, and cannot be tapped. */
function pickBy(tap: Tap, { letters }: View, { picking: _, ...place }: Place, { language }: Seen): Move {
  switch (tap.kind) {
    case 'choose': {
      const { id: letter } = tap;
      return letters.includes(letter) ? { to: { ...place, found: { letter, language, first: 0 } } } : 'notOffered';
    }
    case 'back':
      return { to: place };
    case 'cancel':
    case 'moreTime':
    case 'language':
    case 'mode':
      return 'notMine';
    default:
      return 'notOffered';
  }
}

/** A page that is not here yet is for the errand to load; by then the place is there already. */
function turnBy(by: 1 | -1, { list, at: asked, letter }: View, place: Place, { modes, language }: Seen): Move {
  const { at, of } = pageOf(list, modes, asked).page;
  const next = at + by;
  if (next < 1 || next > of) return 'notOffered';
  const first = (next - 1) * pageSize(list, modes);
  const to: Place = letter === undefined ? { ...place, first } : { ...place, found: { letter, language, first } };
  return isLoaded(list, modes, next) ? { to } : { to, passOn: true };
}

/** What tells one list of a visit from another: what it is about, not what it says of it now. */
function keyOf(list: WholeList): string {
  switch (list.name) {
    case 'menu':
      return list.name;
    case 'prices':
      return `${list.name} ${list.list}`;
    case 'readReport':
      return JSON.stringify([list.name, list.title, list.hospital, list.day]);
    case 'chooseOne':
    case 'chooseSome':
      return JSON.stringify([list.name, list.what, list.choices.map(({ id, title }) => [id, title])]);
    case 'chooseDepartment':
      return JSON.stringify([list.name, list.departments.map(({ id }) => id)]);
    case 'chooseDoctor':
      return JSON.stringify([list.name, list.doctors.map(({ id }) => id)]);
    case 'choosePeriod':
      return JSON.stringify([list.name, list.periods.map(({ id }) => id)]);
  }
}

/** The places of the visit going on. */
export interface Browsing {
  /** What is shown of a screen: of a list, the page one is at. The welcome forgets all places. */
  show(screen: WholeScreen, seen: Seen): Screen;
  /** Takes a tap on what was shown last, where it is the list's. */
  take(tap: Tap): 'taken' | 'passedOn' | 'notOffered';
}

export function createBrowsing(): Browsing {
  const places = new Map<string, Place>();
  let standing: { readonly list: WholeList; readonly seen: Seen } | undefined;
  const placeIn = (list: WholeList): Place => places.get(keyOf(list)) ?? beginning;
  const isShort = (list: WholeList, { modes }: Seen) => pageCount(list, modes) === 1;

  return {
    show(screen, seen) {
      standing = undefined;
      if (screen.name === 'attract' || screen.name === 'outOfService') places.clear();
      if (!isList(screen)) return screen;
      if (isShort(screen, seen)) return pageOf(screen, seen.modes, 1);
      standing = { list: screen, seen };
      return shownAt(screen, placeIn(screen), seen);
    },
    take(tap) {
      if (!standing) return 'passedOn';
      const { list, seen } = standing;
      const move = moveBy(tap, list, placeIn(list), seen);
      if (move === 'notMine') return 'passedOn';
      if (move === 'notOffered') return move;
      places.set(keyOf(list), move.to);
      return move.passOn ? 'passedOn' : 'taken';
    },
  };
}
