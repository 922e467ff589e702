import type { Usage } from '../../api/shapes.ts';
import { useReading } from '../reader.ts';
import { clock } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';

/** How fresh the figures are, and whether a month among them was corrected. */
export const AsOf = ({ usage }: { readonly usage: Pick<Usage, 'asOf' | 'revision'> | undefined }) => {
  const words = useWords();
  const { zone } = useReading().me;
  if (!usage) return null;
  return (
    <footer class="foot">
      <span>{words.asOf(clock(words, usage.asOf, zone))}</span>
      {usage.revision > 0 && <span>{words.revision(usage.revision)}</span>}
    </footer>
  );
};
