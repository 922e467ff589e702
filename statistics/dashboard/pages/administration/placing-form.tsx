import { useState } from 'preact/hooks';
import type { TerminalNow } from '../../../api/shapes.ts';
import { useReading } from '../../reader.ts';
import { useLanguage, useWords } from '../../words/use-words.ts';

/** Where a terminal belongs from a day on. */
export interface Placing {
  readonly unit: string;
  readonly ward: string;
  readonly place: { readonly zh: string; readonly en: string };
  readonly from: string;
}

interface PlacingFormProps {
  /** The terminal that moves; absent for a new one, whose name is then asked for. */
  readonly from?: TerminalNow;
  readonly save: string;
  /** Whether it was taken: the fields of a new terminal are then empty again. */
  readonly send: (terminal: string, placing: Placing) => Promise<boolean>;
  readonly cancel?: () => void;
}

export const PlacingForm = ({ from: moving, save, send, cancel }: PlacingFormProps) => {
  const words = useWords();
  const language = useLanguage();
  const { units, today } = useReading();
  const texts = words.administration;
  const [terminal, setTerminal] = useState(moving?.terminal ?? '');
  const [unit, setUnit] = useState(moving?.unit ?? units[0]?.unit ?? '');
  const [ward, setWard] = useState(moving?.ward ?? '');
  const [zh, setZh] = useState(moving?.place.zh ?? '');
  const [en, setEn] = useState(moving?.place.en ?? '');
  const [from, setFrom] = useState(today);

  const submit = async (event: Event) => {
    event.preventDefault();
    const taken = await send(terminal, { unit, ward, place: { zh, en }, from });
    if (taken && !moving) setTerminal('');
  };
  return (
    <form class="fields wide" onSubmit={(event) => void submit(event)}>
      {!moving && (
        <label>
          {words.terminal.id}
          <input
            required
            pattern="[A-Za-z0-9\-]+"
            maxLength={32}
            spellcheck={false}
            value={terminal}
            onInput={(event) => setTerminal(event.currentTarget.value)}
          />
        </label>
      )}
      <label>
        {words.terminal.unit}
        <select value={unit} onChange={(event) => setUnit(event.currentTarget.value)}>
          {units.map((it) => (
            <option key={it.unit} value={it.unit}>
              {it.name[language] || it.name.zh}
            </option>
          ))}
        </select>
      </label>
      <label>
        {words.terminal.ward}
        <input required maxLength={40} value={ward} onInput={(event) => setWard(event.currentTarget.value)} />
      </label>
      <label>
        {texts.placeZh}
        <input required maxLength={80} lang="zh-CN" value={zh} onInput={(event) => setZh(event.currentTarget.value)} />
      </label>
      <label>
        {texts.placeEn}
        <input required maxLength={80} lang="en" value={en} onInput={(event) => setEn(event.currentTarget.value)} />
      </label>
      <label>
        {texts.from}
        <input type="date" required value={from} onInput={(event) => setFrom(event.currentTarget.value)} />
      </label>
      <div class="actions">
        <button type="submit" class="main">
          {save}
        </button>
        {cancel && (
          <button type="button" onClick={cancel}>
            {texts.cancel}
          </button>
        )}
      </div>
    </form>
  );
};
