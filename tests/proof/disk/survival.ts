import { applyIn, type Change, type Extent, sectorSize, sectorsOf, sizeAfter } from './extent.ts';

/** A change that was not written through, with its place in the order of all that was asked of the disk. */
export type Pending = Change & { readonly order: number };

/** From 0 up to, but not with, 1. */
export type Luck = () => number;

export const tempers = ['nothing', 'everything', 'inOrder', 'newestFirst', 'scattered'] as const;
/**
 * How a disk went about what it had not written through when its power went: it had begun with none of it; was through
 * with all of it; had got up to a point, in the order it was asked; had begun at the other end; or had taken sectors
 * as they came, some of them in a state between the first and the last.
 */
export type Temper = (typeof tempers)[number];

/** What a file was given on the disk and never filled: zeros, rubbish, or what once stood there. */
const fillings = ['zeros', 'rubbish', 'leftovers'] as const;

/** How one power cut treats all files. */
export interface Cut {
  readonly temper: Temper;
  /** The place in the order of everything that this disk got to, where it went by the order. */
  readonly reached: number;
  /** How likely a scattered sector is in its last state. */
  readonly share: number;
  readonly filling: (typeof fillings)[number];
  readonly luck: Luck;
}

/** `first` and `last`: the orders between which there is anything to be lost. */
export function drawCut(luck: Luck, first: number, last: number): Cut {
  const of = <T>(items: readonly T[]) => items[Math.floor(items.length * luck())];
  return {
    temper: of(tempers) ?? 'scattered',
    reached: first + Math.floor((last - first + 1) * luck()),
    share: luck(),
    filling: of(fillings) ?? 'zeros',
    luck,
  };
}

/**
 * How many of the changes that touch a sector (or the size) have reached the disk. A sector is written as it stands in
 * the system's memory, so the changes before the last that arrived are in it.
 */
export function arrivedOf(cut: Cut, touching: readonly Pending[]): number {
  const all = touching.length;
  switch (cut.temper) {
    case 'nothing':
      return 0;
    case 'everything':
      return all;
    case 'inOrder': {
      const done = touching.filter(({ order }) => order < cut.reached).length;
      // The change that was under way when the power went is torn.
      return touching[done]?.order === cut.reached && cut.luck() < 0.5 ? done + 1 : done;
    }
    case 'newestFirst':
      return (touching.at(-1)?.order ?? 0) > cut.reached ? all : 0;
    case 'scattered':
      return cut.luck() < cut.share ? all : Math.floor((all + 1) * cut.luck());
  }
}

/** What is on the disk of one file after a power cut. Nothing of the `doomed` change is, nor of a later one where it was. */
export function survivorOf(durable: Extent, pending: readonly Pending[], cut: Cut, doomed?: Pending): Uint8Array {
  const longest = pending.reduce((most, change) => Math.max(most, sizeAfter(0, change)), durable.size);
  const image = new Uint8Array(longest);
  image.set(durable.read(0, durable.size));

  const touching = new Map<number, Pending[]>();
  for (const change of pending) {
    const [from, to] = sectorsOf(change, longest);
    for (let sector = from; sector < to; sector++) {
      const known = touching.get(sector);
      if (known) known.push(change);
      else touching.set(sector, [change]);
    }
  }
  for (const [sector, changes] of touching) {
    const drawn = arrivedOf(cut, changes);
    const fatal = doomed ? changes.indexOf(doomed) : -1;
    const arrived = fatal < 0 ? drawn : Math.min(drawn, fatal);
    if (arrived === 0 && sector * sectorSize >= durable.size) fill(image, sector, cut);
    for (const change of changes.slice(0, arrived)) applyIn(image, change, sector);
  }

  return image.slice(0, sizeOf(durable.size, pending, cut));
}

/** The size comes to the disk by itself, as the sectors do: it may be there before them, or after. */
function sizeOf(durable: number, pending: readonly Pending[], cut: Cut): number {
  const sizes = [durable];
  const sized = pending.filter((change) => {
    const before = sizes.at(-1) ?? durable;
    const after = sizeAfter(before, change);
    if (after === before) return false;
    sizes.push(after);
    return true;
  });
  return sizes[arrivedOf(cut, sized)] ?? durable;
}

/** A sector that belongs to the file, and to which nothing of it was written. */
function fill(image: Uint8Array, sector: number, { filling, luck }: Cut): void {
  const start = sector * sectorSize;
  const end = Math.min(start + sectorSize, image.length);
  if (filling === 'rubbish') for (let at = start; at < end; at++) image[at] = Math.floor(256 * luck());
  if (filling === 'leftovers' && start > 0) {
    const from = sectorSize * Math.floor(sector * luck());
    image.copyWithin(start, from, from + (end - start));
  }
}
