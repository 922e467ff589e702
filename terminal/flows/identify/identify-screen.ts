import type { SnapshotFrom } from 'xstate';
import type { Screen } from '../../screen.ts';
import type { identifyMachine } from './identify-machine.ts';

type Snapshot = SnapshotFrom<typeof identifyMachine>;

export function identifyScreen(snapshot: Snapshot | undefined): Screen {
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
      page: { at: 1, of: 1 },
    };
  }
  return { name: 'working', work: 'findingRecord' };
}
