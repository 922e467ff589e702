import { Check, Delete, Info } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { Catalogue } from '../texts/catalogue.ts';
import type { Of } from '../view.ts';
import './number-pad.css';
import { groupOf, lengths, type NumberKind, secret, shownGroups, typing, wrongPart } from './typed-number.ts';

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const;

interface NumberPadProps {
  readonly what: Of<'enterNumber'>['what'] & NumberKind;
  readonly words: Catalogue;
  readonly enter: (text: string) => void;
}

/** A number pad and what was typed on it. The digits stay here until they are entered, and are gone with the screen. */
export function NumberPad({ what, words, enter }: NumberPadProps) {
  const [text, setText] = useState('');
  const [pressed, setPressed] = useState(false);
  const { from } = lengths[what];
  const missing = Math.max(0, from - text.length);
  const wrong = wrongPart(what, text);
  const press = (key: string) => {
    setPressed(false);
    setText(typing(what, text, key));
  };
  const ok = () => {
    if (missing > 0 || wrong) return setPressed(true);
    if (secret(what)) setText('');
    enter(text);
  };
  const counted =
    text.length > 0 ? `${words.typed(text.length)}${words.comma}${words.missing(missing)}` : words.nothingTyped;
  const hint = wrong ? words.wrongPart[wrong] : missing > 0 ? counted : words.complete;
  const matters = wrong !== undefined || pressed;
  return (
    <div class="number-pad">
      <div class="typed-number" role="status">
        <p class={`digits digits-${what}`}>
          {shownGroups(what, text).map((group, at) => (
            // Groups of a number have no other name than their place.
            <span key={at} class={wrong && groupOf[wrong] === at ? 'digit-group digit-group-wrong' : 'digit-group'}>
              {group.map((digit, place) => (
                <span key={place} class={digit === '' ? 'digit digit-empty' : 'digit'}>
                  {digit}
                </span>
              ))}
            </span>
          ))}
        </p>
        <p class={matters ? 'typed-hint typed-hint-matters' : 'typed-hint'}>
          {matters && <Info class="icon" />}
          <span>{hint}</span>
        </p>
      </div>
      <div class="keys">
        {digits.map((key) => (
          <button key={key} type="button" class={`key key-${key}`} data-local data-key={key} onClick={() => press(key)}>
            {key}
          </button>
        ))}
        {what === 'idNumber' && (
          <button
            type="button"
            class="key key-x"
            data-local
            data-key="x"
            aria-disabled={text.length !== 17}
            onClick={() => press('X')}
          >
            X
          </button>
        )}
        <button type="button" class="key key-delete" data-local data-key="delete" onClick={() => press('delete')}>
          <Delete class="icon" />
          <span>{words.deleteLast}</span>
        </button>
        <button type="button" class="key key-clear" data-local onClick={() => press('clear')}>
          {words.clearAll}
        </button>
      </div>
      <button
        type="button"
        class="main-action"
        data-local
        data-key="ok"
        aria-disabled={missing > 0 || wrong !== undefined}
        onClick={ok}
      >
        <span>{words.enterIt}</span>
        <Check class="icon" />
      </button>
    </div>
  );
}
