import type { SnapshotFrom } from 'xstate';
import type { WholeScreen } from '../../visit/pages.ts';
import { working } from '../working.ts';
import type { identifyMachine } from './identify-machine.ts';

type Snapshot = SnapshotFrom<typeof identifyMachine>;

export function identifyScreen(snapshot: Snapshot | undefined): WholeScreen {
  if (!snapshot) return { name: 'working', work: 'findingRecord' };
  const { ways, again, records } = snapshot.context;
  const once = again === undefined ? {} : { again };
  if (snapshot.matches({ presenting: 'waiting' }))
    return { name: 'presentCredential', whose: 'patient', ways, ...once };
  if (snapshot.matches({ presentingGuardian: 'waiting' })) {
    return { name: 'presentCredential', whose: 'guardian', ways: ['idCard'], ...once };
  }
  if (snapshot.matches('presenting') || snapshot.matches('presentingGuardian'))
    return { name: 'readingCard', way: snapshot.context.reading };
  if (snapshot.matches('typingId')) return { name: 'enterNumber', what: 'idNumber', ...once };
  if (snapshot.matches('typingBooking')) return { name: 'enterNumber', what: 'bookingCode', ...once };
  if (snapshot.matches('choosingRecord')) {
    return {
      name: 'chooseOne',
      what: 'record',
      choices: records.map(({ recordId, masked, lastVisit }) => ({
        id: recordId,
        title: { plain: masked },
        details: [{ plain: recordId }, ...(lastVisit === undefined ? [] : [{ day: lastVisit }])],
        open: true,
      })),
    };
  }
  return working('findingRecord', snapshot);
}
