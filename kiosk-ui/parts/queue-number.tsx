import type { Catalogue } from '../texts/catalogue.ts';
import { spokenQueueNumber } from '../texts/queue-number.ts';
import './queue-number.css';

/** The number a patient will be called by. */
export function QueueNumber({ number, words }: { readonly number: string; readonly words: Catalogue }) {
  return (
    <p class="queue-number">
      <span class="label">{words.labels.queue}</span>
      <b>{spokenQueueNumber(number)}</b>
    </p>
  );
}
