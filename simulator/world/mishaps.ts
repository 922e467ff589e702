import type { HospitalWorld } from '../hospital/world.ts';
import { deviceMishaps, mendDevices } from './mishaps/device-mishaps.ts';
import { diskMishaps } from './mishaps/disk-mishaps.ts';
import { hospitalMishaps, releaseSomething } from './mishaps/hospital-mishaps.ts';
import type { Scene } from './mishaps/mishap.ts';
import type { World } from './world.ts';

export interface Mishaps {
  /** Lets fate decide what breaks in this session, and when. */
  plan(scene: Scene): void;
  /** A technician comes: everything works again, and what was planned and has not struck is taken back. */
  mend(world: World): void;
}

export function createMishaps(hospital: HospitalWorld): Mishaps {
  const all = [...deviceMishaps, ...diskMishaps, ...hospitalMishaps(hospital)];
  let mends: (() => void)[] = [];

  const strike = (mishap: (typeof all)[number], scene: Scene) => {
    const mend = mishap.strike(scene);
    if (mend) mends.push(mend);
  };

  return {
    plan(scene) {
      const { world, fate, visitor } = scene;
      if (fate.draw('hospital.releases') < 0.3) releaseSomething(scene);
      for (const mishap of all) {
        const { site, probability, within, errands } = mishap;
        if (errands && !errands.includes(visitor.errand)) continue;
        if (!fate.strikes(site, probability)) continue;
        if (within === 0) strike(mishap, scene);
        else mends.push(world.clock.after(within * fate.draw(`${site}.when`), () => strike(mishap, scene)));
      }
    },
    mend(world) {
      for (const mend of mends) mend();
      mends = [];
      mendDevices(world);
    },
  };
}
