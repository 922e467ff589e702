import { useEffect, useState } from 'preact/hooks';
import { useHub } from './use-told.ts';

/** Whether something shown could not be read anew. */
export const useStale = (): boolean => {
  const { desk } = useHub();
  const [stale, setStale] = useState(desk.stale());
  useEffect(() => {
    const stop = desk.listenStale(() => setStale(desk.stale()));
    return () => void stop();
  }, [desk]);
  return stale;
};
