import { Document, isMap, isSeq } from 'yaml';
import type { RehearsalCommand } from '../rehearsal/command.ts';
import type { Rehearsal } from '../rehearsal/rehearsal.ts';
import { writeStep } from './format.ts';
import type { ScenarioWorld } from './scenario.ts';

/** Writes down what is done in a world from its beginning, so that the same can be done again. */
export interface Recording {
  /** `at` is the instant of the world's clock at which it was done. */
  note(at: number, on: string, command: RehearsalCommand): void;
  readonly steps: number;
  /** The scenario: what was done until an instant, and the seals of what came of it. */
  file(until: number, rehearsal: Rehearsal): string;
}

/** What the end of a recording is known by. */
export const sealsOf = ({ kiosks }: Rehearsal): { readonly journal: string; readonly bytes: string } => ({
  journal: kiosks.map(({ journal }) => journal.last()?.hash ?? '').join(' '),
  bytes: kiosks.map(({ heard }) => heard.seal()).join(' '),
});

export function createRecording(world: ScenarioWorld): Recording {
  const steps: object[] = [];
  return {
    note: (at, on, command) => void steps.push(writeStep({ at: at - world.start, on, command })),
    get steps() {
      return steps.length;
    },
    file(until, rehearsal) {
      const screen = rehearsal.kiosks[0]?.machine.shown?.screen.name;
      const document = new Document({
        title: '录下的一次 A recording',
        teaches: 'Say here what one learns from it.',
        world: { ...world, start: new Date(world.start).toISOString() },
        steps: [...steps, { at: until - world.start, wait: 0 }],
        quiet: 0,
        must: { ...(screen && { screen }), ...sealsOf(rehearsal) },
      });
      const list = document.get('steps', true);
      if (isSeq(list)) for (const step of list.items) if (isMap(step)) step.flow = true;
      return document.toString({ lineWidth: 0 });
    },
  };
}
