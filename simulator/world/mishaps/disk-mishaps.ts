import type { Mishap } from './mishap.ts';

/** How long a disk stays full, in milliseconds: somebody's log is rotated, or a technician makes room. */
const full = { shortest: 1000, longest: 60_000 };

const latest = 90_000;

export const diskMishaps: readonly Mishap[] = [
  {
    site: 'disk.full',
    probability: 0.05,
    within: 0,
    strike({ world: { journal, clock }, fate }) {
      const lasting = full.shortest + (full.longest - full.shortest) * fate.draw('disk.fullFor');
      const makeRoom = () => journal.failAppends(undefined);
      // Rather early than late: before anything of the visit is written down, too.
      const keepRoom = clock.after(latest * fate.draw('disk.when') ** 2, () => {
        journal.failAppends('disk full');
        clock.after(lasting, makeRoom);
      });
      return () => {
        keepRoom();
        makeRoom();
      };
    },
  },
];
