import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** The time, UTC milliseconds, as far as what lasts is concerned: it moves with every reading, not with every second. */
const Now = createContext<() => number>(() => 0);
export const NowProvider = Now.Provider;
export const useNow = (): number => useContext(Now)();
