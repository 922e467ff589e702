/** A conformance run: every rule of the contract, tried on a hospital. */
import type { Exchange } from './exchanges.ts';
import type { Group, Rule } from './rule.ts';
import { groups } from './rules.ts';
import { createScene, type Scene, type SceneOptions } from './scene.ts';
import { Broken, NotTried } from './verdict.ts';

export interface Outcome {
  readonly rule: Rule;
  readonly result: 'kept' | 'broken' | 'notTried';
  /** What came instead, or what was lacking. */
  readonly why?: string;
  /** What was asked for it, in order. */
  readonly asked: readonly Exchange[];
}

export interface Listener {
  group(group: Group): void;
  outcome(outcome: Outcome): void;
}

type Run =
  | { readonly ok: true; readonly outcomes: readonly Outcome[] }
  /** Nobody is there to be tried. */
  | { readonly ok: false; readonly why: string };

/** Tries all rules, one after the other, and gives back what it took. */
export async function runRules(options: SceneOptions, listener: Listener): Promise<Run> {
  const scene = createScene(options);
  const told = await scene.ask('getCapabilities', {});
  if (told.kind === 'granted') scene.setCapabilities(told.value);
  else if (told.kind === 'useless' && told.why.startsWith('no connection')) return { ok: false, why: told.why };

  const outcomes: Outcome[] = [];
  for (const group of groups) {
    listener.group(group);
    // What is said of every answer is said of those to tidying up too.
    if (group === groups.at(-1)) await scene.tidyUp(true);
    for (const rule of group.rules) {
      const outcome = await tryRule(scene, rule);
      outcomes.push(outcome);
      listener.outcome(outcome);
    }
  }
  return { ok: true, outcomes };
}

async function tryRule(scene: Scene, rule: Rule): Promise<Outcome> {
  const before = scene.all().length;
  const asked = () => scene.all().slice(before);
  try {
    await rule.try(scene);
    return { rule, result: 'kept', asked: asked() };
  } catch (error) {
    if (error instanceof Broken) return { rule, result: 'broken', why: error.message, asked: asked() };
    if (error instanceof NotTried) return { rule, result: 'notTried', why: error.message, asked: asked() };
    throw error;
  } finally {
    await scene.tidyUp(false);
  }
}
