import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Me, Units } from '../api/shapes.ts';
import type { Language } from './words/use-words.ts';

/** Who reads, what day it is at the hub, and the units they see. */
export interface Reading {
  readonly me: Me;
  readonly today: string;
  readonly units: Units['units'];
}

const ReadingContext = createContext<Reading | undefined>(undefined);
export const ReadingProvider = ReadingContext.Provider;

export const useReading = (): Reading => {
  const reading = useContext(ReadingContext);
  if (!reading) throw new Error('Nobody reads this part of the page yet');
  return reading;
};

/** How a unit is called now; an identifier stands for one that is not in the register any more. */
export const unitName = ({ units }: Reading, unit: string, language: Language): string => {
  const name = units.find((it) => it.unit === unit)?.name;
  return name?.[language] || name?.zh || unit || '–';
};

/** The only unit somebody sees. */
export const onlyUnit = ({ me }: Reading): string | undefined =>
  'units' in me.scope && me.scope.units.length === 1 ? me.scope.units[0] : undefined;
