/** The faults a virtual device is to have, by name. */
export interface FaultPlan<Fault extends string> {
  /** The next time `fault` could strike, it does, once. */
  failNext(fault: Fault): void;
  /** `fault` strikes every time until it is cleared. */
  failUntilCleared(fault: Fault): void;
  /** Takes back one fault, or all of them. */
  clear(fault?: Fault): void;
  /** Those that strike until they are cleared. */
  standing(): readonly Fault[];
}

export interface StrikingFaultPlan<Fault extends string> extends FaultPlan<Fault> {
  /** Whether `fault` strikes now; a fault that was planned once is used up by asking. */
  strikes(fault: Fault): boolean;
  planned(): readonly Fault[];
}

/** `changed` is called whenever the plan was changed from outside. */
export function createFaultPlan<Fault extends string>(changed: () => void): StrikingFaultPlan<Fault> {
  const once: Fault[] = [];
  const standing = new Set<Fault>();
  return {
    failNext(fault) {
      once.push(fault);
      changed();
    },
    failUntilCleared(fault) {
      standing.add(fault);
      changed();
    },
    clear(fault) {
      if (fault === undefined) standing.clear();
      else standing.delete(fault);
      once.splice(0, once.length, ...once.filter((planned) => fault !== undefined && planned !== fault));
      changed();
    },
    strikes(fault) {
      if (standing.has(fault)) return true;
      const at = once.indexOf(fault);
      if (at >= 0) once.splice(at, 1);
      return at >= 0;
    },
    standing: () => [...standing],
    planned: () => [...standing, ...once],
  };
}
