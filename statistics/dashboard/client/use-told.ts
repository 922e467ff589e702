import { createContext } from 'preact';
import { useContext, useEffect, useReducer, useRef } from 'preact/hooks';
import type { NoAnswer } from './answer.ts';
import type { Client } from './client.ts';
import type { Desk } from './desk.ts';
import type { Asked } from './paths.ts';

export interface Hub {
  readonly desk: Desk;
  readonly client: Client;
}
const HubContext = createContext<Hub | undefined>(undefined);
export const HubProvider = HubContext.Provider;

export const useHub = (): Hub => {
  const hub = useContext(HubContext);
  if (!hub) throw new Error('There is no hub around this part of the page');
  return hub;
};

export interface Shown<T> {
  readonly value?: T;
  /** The value answers the question before this one, and stands there until this one is answered. */
  readonly old: boolean;
  readonly trouble?: NoAnswer;
}

/** The answer to a question, kept up to date. While another question of the same part is on its way the old answer stays. */
export const useTold = <T>(asked: Asked<T>): Shown<T> => {
  const { desk } = useHub();
  const [, draw] = useReducer((times: number) => times + 1, 0);
  const last = useRef<T | undefined>(undefined);
  const { path, rows } = asked;
  useEffect(() => desk.listen({ path, ...(rows && { rows }) }, () => draw(undefined)), [desk, path, rows]);
  const { value, trouble } = desk.told(asked);
  if (value !== undefined) last.current = value as T;
  const shown = value === undefined ? last.current : (value as T);
  return {
    ...(shown !== undefined && { value: shown }),
    old: value === undefined && shown !== undefined,
    ...(trouble && { trouble }),
  };
};
