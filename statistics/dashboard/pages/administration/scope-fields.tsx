import type { Scope } from '../../../access/reader.ts';
import { type Reading, unitName, useReading } from '../../reader.ts';
import { type Language, useLanguage, useWords } from '../../words/use-words.ts';

/** The city, or one unit: more than one is given by the programs of whoever needs it. */
export const scopeFor = (chosen: string): Scope => (chosen === '' ? { city: true } : { units: [chosen] });

export const scopeWords = (reading: Reading, scope: Scope, city: string, language: Language): string =>
  'city' in scope ? city : scope.units.map((unit) => unitName(reading, unit, language)).join(' · ');

interface ScopeFieldProps {
  readonly chosen: string;
  readonly choose: (chosen: string) => void;
}

export const ScopeField = ({ chosen, choose }: ScopeFieldProps) => {
  const words = useWords();
  const language = useLanguage();
  const { units } = useReading();
  const { account } = words.administration;
  return (
    <label>
      {account.scope}
      <select value={chosen} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">{account.city}</option>
        {units.map(({ unit, name }) => (
          <option key={unit} value={unit}>
            {name[language] || name.zh}
          </option>
        ))}
      </select>
    </label>
  );
};
