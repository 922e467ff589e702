import { TriangleAlert } from 'lucide-preact';
import { QueueNumber } from '../parts/queue-number.tsx';
import { Machine } from '../pictures/machine.tsx';
import { dayInWords, period } from '../texts/day.ts';
import type { Draw } from '../view.ts';
import './farewell.css';

/** What to take along: the ID card, the slip, and where to go with which number. */
export const farewell: Draw<'farewell'> = (screen, stage) => {
  const { appointment, queueNumber, orderNumber, slip, cardOnReader } = screen;
  const { words, say } = stage;
  return {
    sentence: words.registered,
    mark: 'done',
    hint: words.takeThese(cardOnReader ? 3 : 2),
    body: (
      <ol class="things">
        {cardOnReader && (
          <li class="thing">
            <Machine act="takeCard" />
            <div>
              <p class="thing-name">{words.takeIdCard}</p>
              <p class="thing-detail">{words.takeIdCardFrom}</p>
            </div>
          </li>
        )}
        {slip.printed ? (
          <li class="thing">
            <Machine act="takeSlip" />
            <div>
              <p class="thing-name">{words.takeSlip}</p>
              <p class="thing-detail">{words.takeSlipFrom}</p>
            </div>
          </li>
        ) : (
          <li class="thing thing-later">
            <TriangleAlert class="mark mark-care" />
            <div>
              <p class="thing-name">{words.slipLater}</p>
              <p class="thing-detail">{words.trouble[slip.fault].happened}</p>
              <p class="thing-detail">{words.slipLaterHow}</p>
              <p class="thing-number">{orderNumber}</p>
            </div>
          </li>
        )}
        <li class="thing thing-there">
          <div>
            <p class="thing-name">{words.goThere}</p>
            <p class="there-place">{say(appointment.place)}</p>
            <p class="thing-detail">
              {say(appointment.department)} · {say(appointment.doctor)}
            </p>
            <div class="there-number">
              <QueueNumber number={queueNumber} words={words} />
              <p class="there-time">
                <span class="label">{dayInWords(appointment.day, words.locale)}</span>
                <b>{period(appointment)}</b>
              </p>
            </div>
          </div>
        </li>
      </ol>
    ),
    action: { label: words.finish, tap: { kind: 'finish' } },
  };
};
