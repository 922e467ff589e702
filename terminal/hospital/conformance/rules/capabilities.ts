import type { Group } from '../rule.ts';
import { granted, holds } from '../verdict.ts';

export const capabilities: Group = {
  title: 'Capabilities',
  rules: [
    {
      id: 'capabilities.told',
      says: 'The hospital tells its capabilities, and the same ones a moment later',
      async try(scene) {
        const first = granted(await scene.ask('getCapabilities', {}), 'the capabilities');
        const second = granted(await scene.ask('getCapabilities', {}), 'the capabilities again');
        holds(JSON.stringify(first) === JSON.stringify(second), 'other ones the second time');
      },
    },
    {
      id: 'capabilities.zone',
      says: 'The time zone is an IANA name',
      async try({ capabilities: { timeZone } }) {
        const isZone = () => {
          try {
            return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== '';
          } catch {
            return false;
          }
        };
        holds(timeZone.includes('/') && isZone(), 'a zone nobody knows');
      },
    },
    {
      id: 'capabilities.agree',
      says: 'The capabilities agree with one another',
      async try({ capabilities: it }) {
        const { errands, credentials, typedIdFor, payment } = it;
        holds(it.card !== null || !errands.includes('card'), 'the errand "card" without a price for cards');
        holds(errands.includes('collection') || !credentials.includes('booking'), 'booking codes without "collection"');
        holds(
          typedIdFor.length === 0 || credentials.includes('typedId'),
          'typedIdFor without the credential "typedId"',
        );
        holds(
          typedIdFor.every((errand) => errands.includes(errand)),
          'typedIdFor names an errand there is not',
        );
        const { firstQueryAfterSeconds, payWithinSeconds } = payment;
        holds(firstQueryAfterSeconds < payWithinSeconds, 'the first query comes when the time to pay is over');
        holds(new Set(errands).size === errands.length, 'an errand named twice');
      },
    },
  ],
};
