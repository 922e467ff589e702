import { useState } from 'preact/hooks';
import { useWords } from '../../words/use-words.ts';

interface SecretProps {
  readonly title: string;
  readonly lead: string;
  readonly text: string;
  /** Where the lead says to type something else. */
  readonly command?: string;
}

/** Shown this once, large enough to be read out. */
export const Secret = ({ title, lead, text, command }: SecretProps) => {
  const { administration } = useWords();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // A browser may forbid it; the text can still be marked.
    }
  };
  return (
    <div class="secret" role="status">
      <h3>{title}</h3>
      <output>{text}</output>
      <p>{lead}</p>
      {command && <code>{command}</code>}
      <div class="actions">
        <button type="button" onClick={() => void copy()}>
          {copied ? administration.copied : administration.copy}
        </button>
      </div>
    </div>
  );
};
