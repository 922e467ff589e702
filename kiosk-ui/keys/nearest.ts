/** Where an arrow leads among what stands on a plane. Only geometry: rectangles as the browser gives them. */

export type Direction = 'up' | 'down' | 'left' | 'right';

export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The same plane, turned so that the way leads down: `near` and `far` lie along it, `from` and `to` across. */
interface Turned {
  readonly near: number;
  readonly far: number;
  readonly from: number;
  readonly to: number;
}

function turned({ left, top, right, bottom }: Rect, direction: Direction): Turned {
  switch (direction) {
    case 'down':
      return { near: top, far: bottom, from: left, to: right };
    case 'up':
      return { near: -bottom, far: -top, from: left, to: right };
    case 'right':
      return { near: left, far: right, from: top, to: bottom };
    case 'left':
      return { near: -right, far: -left, from: top, to: bottom };
  }
}

/** Half a pixel: what touches does not overlap. */
const touching = 0.5;

const gapAcross = (a: Turned, b: Turned) => Math.max(0, a.from - b.to, b.from - a.to);
const offCentre = (a: Turned, b: Turned) => Math.abs(a.from + a.to - b.from - b.to);

/**
 * Which of `rects` an arrow leads to. Left and right stay within the row; up and down go to the next row, wherever in
 * it something is nearest. So all that stands in rows can be reached, and nothing is wrapped around.
 */
export function nearest(rects: readonly Rect[], from: Rect, direction: Direction): number | undefined {
  const start = turned(from, direction);
  const inRow = direction === 'left' || direction === 'right';
  const beyond = rects
    .map((rect, at) => ({ at, it: turned(rect, direction) }))
    .filter(({ it }) => it.near >= start.far - touching)
    .filter(({ it }) => !inRow || (it.from < start.to - touching && start.from < it.to - touching));
  // A row ends where the first thing in it ends.
  const rowEnd = Math.min(...beyond.map(({ it }) => it.far));
  const row = beyond.filter(({ it }) => it.near < rowEnd);
  row.sort(
    (a, b) =>
      gapAcross(start, a.it) - gapAcross(start, b.it) ||
      offCentre(start, a.it) - offCentre(start, b.it) ||
      a.it.near - b.it.near,
  );
  return row[0]?.at;
}
