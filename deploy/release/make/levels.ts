import { migrationsFor } from '../../../statistics/store/migrations.ts';
import { journalLevel } from '../../../terminal/journal/level.ts';

/** The number the hub's newest tables bear. */
const hubLevel = (): number =>
  Math.max(...Object.keys(migrationsFor('sqlite')).map((name) => Number.parseInt(name, 10)));

/** What a release made of this tree brings its data to. */
export const levels = () => ({ journalLevel, hubLevel: hubLevel() });
