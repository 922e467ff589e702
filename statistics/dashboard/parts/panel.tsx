import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { NoAnswer } from '../client/answer.ts';
import type { Shown } from '../client/use-told.ts';
import { useHub } from '../client/use-told.ts';
import { useWords } from '../words/use-words.ts';

interface PanelProps {
  readonly title: string;
  readonly aside?: ComponentChildren;
  readonly size?: 'half' | 'most' | 'least';
  /** A long table, which may run over several printed pages. */
  readonly long?: boolean;
  readonly children: ComponentChildren;
}

/** One question and what answers it. */
export const Panel = ({ title, aside, size, long, children }: PanelProps) => {
  const id = useId();
  return (
    <section class={['panel', size, long && 'long'].filter(Boolean).join(' ')} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  );
};

export const TroubleWords = ({ trouble }: { readonly trouble: NoAnswer }) => {
  const words = useWords();
  const { desk } = useHub();
  return (
    <p class="trouble-words" role="alert">
      {words.troubles[trouble.trouble]}{' '}
      {trouble.trouble !== 'notFound' && trouble.trouble !== 'forbidden' && (
        <button type="button" class="bare" onClick={desk.refresh}>
          {words.again}
        </button>
      )}
    </p>
  );
};

interface AnswerProps<T> {
  readonly shown: Shown<T>;
  readonly children: (value: T) => ComponentChildren;
}

/** An answer as soon as there is one; a word only when it takes long; a sentence when there is none. */
export const Answer = <T,>({ shown, children }: AnswerProps<T>) => {
  const words = useWords();
  if (shown.value !== undefined && !(shown.old && shown.trouble)) {
    return (
      <div class="body" aria-busy={shown.old}>
        {children(shown.value)}
      </div>
    );
  }
  return shown.trouble ? <TroubleWords trouble={shown.trouble} /> : <p class="waiting">{words.waiting}</p>;
};
