import type { TerminalNow } from '../../api/shapes.ts';
import { useReading } from '../reader.ts';
import { moment } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';
import type { Words } from '../words/zh.ts';
import { faultWords } from './devices.tsx';

const weights: Readonly<Record<string, 'done' | 'care' | 'stop' | 'off'>> = {
  online: 'done',
  low: 'care',
  starting: 'off',
  offline: 'stop',
  empty: 'stop',
  full: 'stop',
};

const stateWords = ({ deviceStates }: Words, state: string): string =>
  (deviceStates as Record<string, string>)[state] ?? state;

/** What the last heartbeat said of each device. */
export const DevicesNow = ({ terminal: { state } }: { readonly terminal: TerminalNow }) => {
  const words = useWords();
  const { zone } = useReading().me;
  if (!state) return <p class="empty">{words.terminal.never}</p>;
  return (
    <>
      <table class="sheet">
        <caption class="told">{words.panels.now}</caption>
        <tbody>
          {state.devices.map(({ device, state: word, fault }) => (
            <tr key={device}>
              <th scope="row">{words.devices[device]}</th>
              <td class="words">
                <span class={`state ${weights[word] ?? 'off'}`}>{stateWords(words, word)}</span>
                {fault && <span class="aside"> {faultWords(words, fault)}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="aside">{words.asOf(moment(words, state.at, zone))}</p>
    </>
  );
};
