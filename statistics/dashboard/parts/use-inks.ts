import { useEffect, useRef, useState } from 'preact/hooks';
import type { Inks } from './plot.ts';

const read = (place: Element): Inks => {
  const [ink = '', faint = '', rule = '', accent = '', before = '', tint = ''] = [...place.children].map(
    (it) => getComputedStyle(it).color,
  );
  return { ink, faint, rule, accent, before, tint };
};

/**
 * The page's colours as a canvas takes them, read off six invisible marks (`.inks`), and read again whenever light turns
 * dark, the screen becomes paper, or the reader chooses.
 */
export const useInks = () => {
  const marks = useRef<HTMLSpanElement>(null);
  const [inks, setInks] = useState<Inks>();
  useEffect(() => {
    const look = () => marks.current && setInks(read(marks.current));
    look();
    const queries = ['(prefers-color-scheme: dark)', 'print'].map((query) => matchMedia(query));
    for (const query of queries) query.addEventListener('change', look);
    const chosen = new MutationObserver(look);
    chosen.observe(document.documentElement, { attributes: true, attributeFilter: ['data-look'] });
    return () => {
      for (const query of queries) query.removeEventListener('change', look);
      chosen.disconnect();
    };
  }, []);
  return { marks, inks };
};
