import type { Said as SaidWords } from './use-sending.ts';

export const Said = ({ said }: { readonly said: SaidWords }) => (
  <p class={`said ${said?.wrong ? 'wrong' : 'done'}`} role="status">
    {said?.words}
  </p>
);
