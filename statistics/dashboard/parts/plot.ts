/** The course of a figure as a picture: uPlot with the page's own inks. */
import uPlot from 'uplot';

export interface Inks {
  readonly ink: string;
  readonly faint: string;
  readonly rule: string;
  readonly accent: string;
  readonly before: string;
  readonly tint: string;
}

export interface PlotData {
  /** How each time is called under the axis. */
  readonly labels: readonly string[];
  readonly now: readonly number[];
  /** As many; null where the period before had no such time. */
  readonly before: readonly (number | null)[];
  readonly bars: boolean;
}

interface PlotOptions {
  readonly place: HTMLElement;
  readonly inks: Inks;
  readonly data: PlotData;
  readonly write: (value: number) => string;
  /** The index of the time under the pointer. */
  readonly pointed: (index: number | undefined) => void;
}

export const drawPlot = ({ place, inks, data, write, pointed }: PlotOptions): uPlot => {
  const axis = { stroke: inks.faint, font: '12px system-ui, sans-serif', ticks: { show: false } };
  const bars = uPlot.paths.bars?.({ size: [0.7, 40] });
  const { labels } = data;
  return new uPlot(
    {
      width: place.clientWidth || 600,
      height: place.clientHeight || 240,
      padding: [10, 24, 0, 0],
      legend: { show: false },
      scales: {
        x: { time: false, range: (_, from, to) => (data.bars ? [from - 0.5, to + 0.5] : [from, to]) },
        y: { range: (_, __, top) => [0, Math.max(1, top * 1.06)] },
      },
      axes: [
        {
          ...axis,
          grid: { show: false },
          border: { show: true, stroke: inks.faint, width: 1 },
          space: 64,
          incrs: [1, 2, 3, 7, 14, 28, 56],
          values: (_, splits) => splits.map((at) => labels[at] ?? ''),
        },
        {
          ...axis,
          size: 62,
          space: 44,
          grid: { stroke: inks.rule, width: 1 },
          values: (_, splits) => splits.map((at) => (Number.isInteger(at) ? write(at) : '')),
        },
      ],
      cursor: {
        y: false,
        points: { size: 7, fill: inks.accent },
        drag: { x: false, y: false },
      },
      series: [
        {},
        {
          stroke: inks.accent,
          width: 2,
          fill: data.bars ? inks.accent : inks.tint,
          points: { show: false },
          ...(data.bars && bars && { paths: bars }),
        },
        // After the filled one, which would cover it.
        { stroke: inks.before, width: 1.5, dash: [5, 4], points: { show: false } },
      ],
      hooks: { setCursor: [({ cursor }) => pointed(cursor.idx ?? undefined)] },
    },
    [labels.map((_, index) => index), [...data.now], [...data.before]],
    place,
  );
};
