import './phrases.css';
import { Fragment } from 'preact';
import { phrasesOf } from '../texts/phrases.ts';

/** Words whose lines end between words, in Chinese, too. */
export function Phrases({ text }: { readonly text: string }) {
  const pieces = phrasesOf(text);
  if (pieces.length === 1) return <span>{text}</span>;
  return (
    <span class="phrases">
      {pieces.map((piece, at) => (
        <Fragment key={`${piece} ${at}`}>
          {at > 0 && <wbr />}
          {/* A dash may end a line wherever it stands. */}
          {piece.includes('–') ? <span class="undivided">{piece}</span> : piece}
        </Fragment>
      ))}
    </span>
  );
}
