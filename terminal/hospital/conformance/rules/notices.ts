import { readNotice } from '../../notices.ts';
import type { Group } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { granted, holds, NotTried, needs } from '../verdict.ts';

async function toldSoFar(scene: Scene) {
  needs(scene.capabilities.notices !== null, 'the hospital gives no notices');
  const { terminal } = scene.settings;
  const { notices } = granted(await scene.ask('listNotices', { terminal, after: '0' }), 'listing notices');
  needs(notices.length > 0, 'no notice has come for this terminal; a paid order makes one');
  return notices;
}

/** The sequence and the terminal of a notice, whoever signed it. */
function inside(notice: string): { readonly sequence: number; readonly terminal: string } {
  try {
    const { sequence, terminal } = JSON.parse(notice);
    return { sequence: Number(sequence), terminal: String(terminal) };
  } catch {
    return { sequence: Number.NaN, terminal: '' };
  }
}

export const notices: Group = {
  title: 'Notices',
  rules: [
    {
      id: 'notices.order',
      says: 'Notices of a terminal come in the order of their sequence, at most 50, and only those after the one asked',
      async try(scene) {
        const all = (await toldSoFar(scene)).map(({ notice }) => inside(notice));
        const { terminal } = scene.settings;
        holds(all.length <= 50, `${all.length} at once`);
        const isAscending = all.every(({ sequence }, at) => at === 0 || sequence > (all[at - 1]?.sequence ?? 0));
        holds(isAscending, 'the sequence does not grow');
        holds(
          all.every((notice) => notice.terminal === terminal),
          'one for another terminal',
        );
        const last = all.at(-1)?.sequence ?? 0;
        const later = granted(
          await scene.ask('listNotices', { terminal, after: String(last) }),
          'those after the last',
        );
        const isLater = later.notices.every(({ notice }) => inside(notice).sequence > last);
        holds(isLater, 'one that came before the one asked');
      },
    },
    {
      id: 'notices.signed',
      says: 'A notice is signed by the hospital’s key, over the very text that is sent',
      async try(scene) {
        const { noticeKey } = scene;
        if (noticeKey === undefined) throw new NotTried('it needs the hospital’s public key: --notice-key');
        for (const signed of await toldSoFar(scene)) {
          const read = readNotice(signed, noticeKey);
          holds(read.ok, read.ok ? '' : `a notice with the wrong ${read.why === 'signature' ? 'signature' : 'shape'}`);
        }
      },
    },
  ],
};
