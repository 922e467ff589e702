import { QueueNumber } from '../parts/queue-number.tsx';
import { Machine } from '../pictures/machine.tsx';
import type { Draw } from '../view.ts';

export const printing: Draw<'printing'> = ({ queueNumber }, { words }) => ({
  sentence: words.sentences.printing,
  hint: words.slipComes,
  body: (
    <>
      <QueueNumber number={queueNumber} words={words} />
      <Machine act="printSlip" label={words.places.slip} />
    </>
  ),
});
