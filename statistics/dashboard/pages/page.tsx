import { usualPeriod } from '../period.ts';
import { onlyUnit, useReading } from '../reader.ts';
import type { Route } from '../route.ts';
import { Account } from './account.tsx';
import { Administration } from './administration.tsx';
import { AlarmsPage } from './alarms.tsx';
import { Behind } from './behind.tsx';
import { BulletinPage } from './bulletin.tsx';
import { City } from './city.tsx';
import { DevicesPage } from './devices.tsx';
import { Flow } from './flow.tsx';
import { Lost } from './lost.tsx';
import { Terminal } from './terminal.tsx';
import { Unit } from './unit.tsx';

interface PageProps {
  readonly route: Route;
  readonly left: () => void;
}

/** The page an address means. A place has its own, so that one place's figures never stand under another's name. */
export const Page = ({ route: { view, period: named }, left }: PageProps) => {
  const reading = useReading();
  const period = named ?? usualPeriod(reading.today);
  const one = onlyUnit(reading);
  switch (view.page) {
    case 'place': {
      const { place } = view;
      const measure = view.measure ? { measure: view.measure } : {};
      if (place.kind === 'terminal') {
        return <Terminal key={place.terminal} terminal={place.terminal} period={period} {...measure} />;
      }
      const unit = place.kind === 'unit' ? place.unit : one;
      if (unit) return <Unit key={unit} unit={unit} period={period} {...measure} />;
      return <City period={period} {...measure} />;
    }
    case 'behind': {
      const { count, flow } = view;
      const unit = view.unit ?? one;
      const more = { ...(unit && { unit }), ...(flow && { flow }) };
      return <Behind key={`${count} ${unit} ${flow}`} count={count} period={period} {...more} />;
    }
    case 'flow': {
      const place = view.place.kind === 'city' && one ? ({ kind: 'unit', unit: one } as const) : view.place;
      return <Flow key={`${view.flow} ${JSON.stringify(place)}`} flow={view.flow} place={place} period={period} />;
    }
    case 'devices': {
      const unit = view.unit ?? one;
      return <DevicesPage key={`devices ${unit}`} period={period} {...(unit && { unit })} />;
    }
    case 'alarms': {
      const unit = view.unit ?? one;
      return <AlarmsPage key={`alarms ${unit}`} period={period} {...(unit && { unit })} />;
    }
    case 'bulletin':
      return (
        <BulletinPage
          key={view.month ?? ''}
          {...(view.month && { month: view.month })}
          {...(view.form && { form: view.form })}
        />
      );
    case 'administration':
      return <Administration tab={view.tab} />;
    case 'account':
      return <Account left={left} />;
    case 'lost':
      return <Lost />;
  }
};
