import type { Fault } from '../exchanges.ts';
import type { Group, Rule } from '../rule.ts';
import { personalData } from '../settings.ts';
import { Broken, holds, needs } from '../verdict.ts';

/** A rule about each answer of the whole run: which verbs did not keep it, and how. */
const never = (id: string, fault: Fault, says: string): Rule => ({
  id,
  says,
  async try(scene) {
    const all = scene.all();
    const broken = all.flatMap(({ verb, faults }) =>
      faults.filter((it) => it.fault === fault).map(({ what }) => `${verb}: ${what}`),
    );
    if (broken.length === 0) return;
    const kinds = [...new Set(broken)];
    const more = kinds.length > 3 ? ` and ${kinds.length - 3} more` : '';
    throw new Broken(`${broken.length} of ${all.length} answers. ${kinds.slice(0, 3).join('; ')}${more}`);
  },
});

/** Milliseconds the hospital's clock may stand apart from this machine's. */
const apart = 5 * 60_000;
/** Replies may overtake one another within a hospital of several machines. */
const backwards = 1000;

export const everyReply: Group = {
  title: 'Every answer of this run',
  rules: [
    never('reply.answer', 'answer', 'Whatever is asked in the contract’s words is answered, or refused with a code'),
    never('reply.serverTime', 'serverTime', 'Every reply carries the server’s time, ISO 8601 in UTC with milliseconds'),
    never('reply.shape', 'shape', 'An answer has the shape the contract gives'),
    never('reply.sums', 'sums', 'The parts of an amount sum to its total'),
    never('reply.refusal', 'refusal', 'A refusal is a 4xx with a problem document whose code is one of the verb’s'),
    never('reply.sameId', 'otherId', 'An answer is about the id that was asked for'),
    {
      id: 'reply.clock',
      says: 'The server’s time goes forward, and is within five minutes of this machine’s',
      async try(scene) {
        const told = scene
          .all()
          .flatMap(({ serverTime, at }) => (serverTime === undefined ? [] : [{ serverTime, at }]));
        needs(told.length > 0, 'no reply told the time');
        const isBack = told.some((it, at) => at > 0 && it.serverTime < (told[at - 1]?.serverTime ?? 0) - backwards);
        holds(!isBack, 'it went back');
        const furthest = Math.max(...told.map((it) => Math.abs(it.serverTime - it.at)));
        holds(furthest <= apart, `${Math.round(furthest / 1000)} s apart (either clock may be wrong)`);
      },
    },
    {
      id: 'reply.personalData',
      says: 'Names and numbers of people travel in bodies only: no id that the hospital gives out carries them',
      async try(scene) {
        const personal = personalData(scene.settings).filter((it) => /[^\x20-\x7e]/.test(it) || it.length > 4);
        needs(personal.length > 0, 'the settings name nobody');
        const addresses = scene.all().map(({ verb, address }) => ({ verb, text: decodeURIComponent(address) }));
        const found = addresses.find(({ text }) => personal.some((it) => text.includes(it)));
        holds(found === undefined, `the address of ${found?.verb} has what a test patient’s credential says`);
      },
    },
  ],
};
