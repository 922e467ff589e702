/** Things are carried with the browser's own drag and drop: what is held is known to the places only by its kind. */
import type { TargetedDragEvent } from 'preact';
import type { Send } from '../panel.tsx';
import { put, type TakingPlace, type Thing, takes } from './things.ts';

const format = 'application/x-bench-thing';
const kindFormat = (kind: string) => `${format}-${kind.toLowerCase()}`;

/** Makes an element something that can be carried. While it is, the root says what is held, for the styles of places. */
export const carried = (thing: Thing) => ({
  draggable: true,
  onDragStart({ dataTransfer, currentTarget }: TargetedDragEvent<HTMLElement>) {
    dataTransfer?.setData(format, JSON.stringify(thing));
    dataTransfer?.setData(kindFormat(thing.kind), '');
    currentTarget.ownerDocument.documentElement.dataset.held = thing.kind;
  },
  onDragEnd({ currentTarget }: TargetedDragEvent<HTMLElement>) {
    delete currentTarget.ownerDocument.documentElement.dataset.held;
  },
});

/** Makes an element a place where things can be let go. */
export const letGoAt = (place: TakingPlace, send: Send) => ({
  'data-takes': takes[place].join(' '),
  onDragOver(event: TargetedDragEvent<HTMLElement>) {
    const { dataTransfer } = event;
    if (takes[place].some((kind) => dataTransfer?.types.includes(kindFormat(kind)))) event.preventDefault();
  },
  onDrop(event: TargetedDragEvent<HTMLElement>) {
    event.preventDefault();
    const thing = event.dataTransfer?.getData(format);
    if (thing) for (const command of put(place, JSON.parse(thing) as Thing)) send(command);
  },
});
