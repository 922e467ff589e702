import { type ComponentChildren, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Period } from '../period.ts';
import { hrefOf, type View } from '../route.ts';

/** The period the address names; links carry it along, so that going down into a figure keeps to it. */
const NamedPeriod = createContext<Period | undefined>(undefined);
export const NamedPeriodProvider = NamedPeriod.Provider;

export const useHref = (): ((view: View, period?: Period) => string) => {
  const named = useContext(NamedPeriod);
  return (view, period = named) => hrefOf({ view, ...(period && { period }) });
};

interface LinkProps {
  readonly to: View;
  readonly class?: string;
  readonly 'aria-current'?: 'page' | 'true';
  readonly children: ComponentChildren;
}
export const Link = ({ to, children, ...more }: LinkProps) => (
  <a href={useHref()(to)} {...more}>
    {children}
  </a>
);
