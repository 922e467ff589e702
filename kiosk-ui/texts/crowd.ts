import { widthOf } from './width.ts';

/** How much the longest of some texts asks for: what is long stands smaller, so that nothing is cut or pushed away. */
export type Crowd = 'roomy' | 'crowded' | 'crammed';

export function crowdOf(...texts: readonly string[]): Crowd {
  const width = Math.max(...texts.map(widthOf));
  return width > 60 ? 'crammed' : width > 32 ? 'crowded' : 'roomy';
}
