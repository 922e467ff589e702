import type { Tap } from '../screen.ts';

/** A tap as an event of a machine: `{ kind: 'choose', id }` arrives as `{ type: 'tap.choose', id }`. */
export type TapEvent = {
  [K in Tap['kind']]: { readonly type: `tap.${K}` } & Omit<Extract<Tap, { kind: K }>, 'kind'>;
}[Tap['kind']];

export function tapEvent({ kind, ...rest }: Tap): TapEvent {
  return { type: `tap.${kind}`, ...rest } as TapEvent;
}
