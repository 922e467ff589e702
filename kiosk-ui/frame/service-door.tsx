import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { Tap } from '../../terminal/screen.ts';

/** Milliseconds. */
const longEnough = 2000;

interface ServiceDoorProps {
  readonly tap: (tap: Tap) => void;
  /** What a short touch does here, because it does so all around. */
  readonly touched?: Tap | undefined;
  readonly children: ComponentChildren;
}

/**
 * A place that is no button to those who do not know it: held for two seconds it asks for the technician. Only the two
 * ends of the press are looked at; no time runs meanwhile.
 */
export function ServiceDoor({ tap, touched, children }: ServiceDoorProps) {
  const since = useRef<number | undefined>(undefined);
  const forget = () => {
    since.current = undefined;
  };
  const lifted = ({ timeStamp }: PointerEvent) => {
    if (since.current === undefined) return;
    const held = timeStamp - since.current;
    forget();
    if (held >= longEnough) tap({ kind: 'technician' });
    else if (touched) tap(touched);
  };
  return (
    <div
      class="whose service-door"
      onPointerDown={({ timeStamp }) => {
        since.current = timeStamp;
      }}
      onPointerUp={lifted}
      onPointerLeave={forget}
      onPointerCancel={forget}
    >
      {children}
    </div>
  );
}
