import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualizerOptions,
} from '@tanstack/virtual-core';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks';
import { indexOf } from './sieve.ts';

/** Pixels; a row is one line of text. */
export const rowHeight = 20;
/** Rows drawn above and below what is seen. */
const overscan = 8;

type Options = VirtualizerOptions<HTMLDivElement, HTMLDivElement>;

/** TanStack's virtual list, drawn anew whenever other rows come into sight. */
function useVirtualizer(count: number, element: { readonly current: HTMLDivElement | null }) {
  const [, again] = useReducer((drawn: number) => drawn + 1, 0);
  const options: Options = {
    count,
    overscan,
    getScrollElement: () => element.current,
    estimateSize: () => rowHeight,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: () => again(0),
  };
  const [virtualizer] = useState(() => new Virtualizer(options));
  virtualizer.setOptions(options);
  useEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());
  return virtualizer;
}

export interface ListProps {
  readonly label: string;
  /** What the rows stand for: places on the line, ascending. */
  readonly places: readonly number[];
  readonly chosen: number | undefined;
  readonly choose: (place: number | undefined) => void;
  /** What comes is followed to the end, as long as nobody scrolls away from it. */
  readonly follows: boolean;
  readonly setFollows: (follows: boolean) => void;
  readonly draw: (index: number) => ComponentChildren;
}

/** Keys that move the choice, and by how many rows. */
const steps: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1, PageUp: -15, PageDown: 15 };

/** Any number of rows, of which those in sight are drawn. When rows come or go above, those in sight stay. */
export function List({ label, places, chosen, choose, follows, setFollows, draw }: ListProps) {
  const element = useRef<HTMLDivElement>(null);
  /** The place of the top row, and how far it is scrolled out. */
  const top = useRef({ place: 0, out: 0 });
  const virtualizer = useVirtualizer(places.length, element);

  useLayoutEffect(() => {
    const box = element.current;
    if (!box) return;
    const { place, out } = top.current;
    const wanted = follows ? box.scrollHeight - box.clientHeight : indexOf(places, place) * rowHeight + out;
    if (Math.abs(box.scrollTop - wanted) >= 1) box.scrollTop = wanted;
  });
  useLayoutEffect(() => {
    if (chosen === undefined) return;
    const row = indexOf(places, chosen) * rowHeight;
    const box = element.current;
    if (!box || (row >= box.scrollTop && row + rowHeight <= box.scrollTop + box.clientHeight)) return;
    box.scrollTop = Math.max(0, row - box.clientHeight / 2);
    keepTop(box);
  }, [chosen]);

  function keepTop(box: HTMLDivElement): void {
    const index = Math.floor(box.scrollTop / rowHeight);
    top.current = { place: places[index] ?? 0, out: box.scrollTop - index * rowHeight };
  }
  function onScroll({ currentTarget: box }: { readonly currentTarget: HTMLDivElement }): void {
    keepTop(box);
    const isAtEnd = box.scrollHeight - box.clientHeight - box.scrollTop < rowHeight;
    if (isAtEnd !== follows) setFollows(isAtEnd);
  }
  function onKeyDown(event: KeyboardEvent): void {
    const by = steps[event.key];
    if (event.key === 'Escape') choose(undefined);
    if (by === undefined || places.length === 0) return;
    event.preventDefault();
    const index = chosen === undefined ? places.length : indexOf(places, chosen) + by;
    choose(places[Math.min(Math.max(index, 0), places.length - 1)]);
  }

  return (
    <div
      ref={element}
      class="list"
      role="listbox"
      aria-label={label}
      tabIndex={0}
      onScroll={onScroll}
      onKeyDown={onKeyDown}
    >
      <div class="list-all" style={{ height: `${virtualizer.getTotalSize()}px` }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const place = places[index];
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the list's
            // biome-ignore lint/a11y/useFocusableInteractive: so is the focus
            <div
              key={place}
              class="list-row"
              role="option"
              aria-selected={place === chosen}
              style={{ transform: `translateY(${start}px)` }}
              onClick={() => choose(place === chosen ? undefined : place)}
            >
              {draw(index)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
