import 'uplot/dist/uPlot.min.css';
import { useEffect, useRef } from 'preact/hooks';
import { drawPlot, type PlotData } from './plot.ts';
import { useInks } from './use-inks.ts';

interface CanvasProps {
  readonly data: PlotData;
  /** What it shows, for whoever does not see it. */
  readonly label: string;
  readonly write: (value: number) => string;
  readonly pointed: (index: number | undefined) => void;
  readonly picked: (index: number) => void;
}

export const Canvas = ({ data, label, write, pointed, picked }: CanvasProps) => {
  const { marks, inks } = useInks();
  const place = useRef<HTMLDivElement>(null);
  const at = useRef<number | undefined>(undefined);
  // What changes with every drawing of the page must not make the picture anew: only data and inks do.
  const hands = useRef({ write, pointed, picked });
  hands.current = { write, pointed, picked };
  const told = JSON.stringify(data);

  useEffect(() => {
    const element = place.current;
    if (!element || !inks) return;
    const plot = drawPlot({
      place: element,
      inks,
      data: JSON.parse(told) as PlotData,
      write: (value) => hands.current.write(value),
      pointed(index) {
        at.current = index;
        hands.current.pointed(index);
      },
    });
    const resized = new ResizeObserver(() => {
      if (element.clientWidth > 0) plot.setSize({ width: element.clientWidth, height: element.clientHeight });
    });
    resized.observe(element);
    return () => {
      resized.disconnect();
      plot.destroy();
    };
  }, [told, inks]);

  return (
    <>
      <span class="inks" ref={marks} aria-hidden="true">
        <i />
        <i />
        <i />
        <i />
        <i />
        <i />
      </span>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the table below holds the same days as links. */}
      <div
        class="canvas"
        ref={place}
        role="img"
        aria-label={label}
        onClick={() => at.current !== undefined && picked(at.current)}
      />
    </>
  );
};
