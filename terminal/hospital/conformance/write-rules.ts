/** What holds of every write: the same id has one effect and one answer, another body is refused, and it can be asked about. */
import type { Said } from './exchanges.ts';
import type { Rule } from './rule.ts';
import type { Scene } from './scene.ts';
import { needs, refused, same } from './verdict.ts';

/** A write that was made, and how to make it again. */
export interface Written {
  readonly first: Said;
  again(): Promise<Said>;
  /** The same id with another body. */
  other(): Promise<Said>;
  query(): Promise<Said>;
}

interface WriteRules {
  /** The rules' ids begin with it. */
  readonly prefix: string;
  /** Such as `a lock`. */
  readonly what: string;
  readonly make: (scene: Scene) => Promise<Written>;
  /** What may have moved on by itself from one answer to the next. */
  readonly moving?: readonly string[];
}

export const writeRules = ({ prefix, what, make, moving = [] }: WriteRules): readonly Rule[] => [
  {
    id: `${prefix}.sameId`,
    says: `The same id twice: the second answer to ${what} is the first, or the same refusal`,
    async try(scene) {
      const { first, again } = await make(scene);
      same(first, await again(), 'asked again with the same id and body', moving);
    },
  },
  {
    id: `${prefix}.conflict`,
    says: `The same id with another body: ${what} is refused with conflict`,
    async try(scene) {
      refused(await (await make(scene)).other(), 'the same id with another body', 'conflict');
    },
  },
  {
    id: `${prefix}.query`,
    says: `There is a query for ${what}: it says what the write said`,
    async try(scene) {
      const { first, query } = await make(scene);
      needs(first.kind === 'granted', 'the write was refused');
      same(first, await query(), 'the query by the id of the write', moving);
    },
  },
];
