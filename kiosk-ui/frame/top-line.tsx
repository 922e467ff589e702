import { MapPin } from 'lucide-preact';
import type { Stage, View } from '../view.ts';
import { Caption } from './caption.tsx';
import { ServiceDoor } from './service-door.tsx';

interface TopLineProps {
  readonly stage: Stage;
  readonly withHospital: boolean;
  readonly serviceDoor: View['serviceDoor'];
  readonly caption: string | undefined;
}

/** The quiet line: whose machine this is, where it stands, and what time it is. */
export function TopLine({ stage, withHospital, serviceDoor, caption }: TopLineProps) {
  const { surround, say, tap } = stage;
  const whose = (
    <>
      {withHospital && <p class="hospital">{say(surround.hospital)}</p>}
      <p class="place">
        {!withHospital && <MapPin class="icon" />}
        {say(surround.place)}
      </p>
      {caption !== undefined && <Caption text={caption} />}
    </>
  );
  return (
    <header class="top-line">
      {serviceDoor ? (
        <ServiceDoor tap={tap} touched={serviceDoor.touched}>
          {whose}
        </ServiceDoor>
      ) : (
        <div class="whose">{whose}</div>
      )}
      <time class="clock">{surround.time}</time>
    </header>
  );
}
