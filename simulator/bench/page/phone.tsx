import type { ChargeOutcome } from '../../hospital/payer-codes.ts';
import type { BenchOrder } from '../protocol.ts';
import { Hand, Panel, type Send } from './panel.tsx';

/** What comes of the next code that is held before the scanner to pay; each is an order for one charge. */
const outcomes: Readonly<Record<ChargeOutcome, string>> = {
  pays: '扣款成功 Pays',
  passwordPays: '输密码后成功 Password, then pays',
  passwordDeclines: '输密码后失败 Password, then declines',
  password: '一直在输密码 Password without end',
  declines: '扣款失败 Declines',
  codeUnusable: '码失效 Code unusable',
  paymentRefused: '拒付 Refused',
};
const isOutcome = (text: string): text is ChargeOutcome => text in outcomes;

/** The phone that pays what the kiosk shows. */
export function Phone({ waiting, send }: { waiting: readonly BenchOrder[]; send: Send }) {
  return (
    <Panel
      id="phone"
      zh="手机"
      en="Payments waiting"
      {...(waiting.length === 0 && { state: '没有等待付款的订单 Nothing to pay' })}
    >
      <ul class="orders">
        {waiting.map(({ orderNumber, amount, state }) => (
          <li key={orderNumber}>
            <b>¥ {(amount / 100).toFixed(2)}</b>
            <code>{orderNumber}</code>
            <small>{state}</small>
            <Hand main name="付款 Pay" onPress={() => send({ do: 'pay', order: orderNumber })} />
            <Hand name="输密码 Typing the password" onPress={() => send({ do: 'startPaying', order: orderNumber })} />
            <Hand name="失败 Decline" onPress={() => send({ do: 'decline', order: orderNumber })} />
          </li>
        ))}
      </ul>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          const outcome = String(new FormData(event.currentTarget).get('outcome'));
          if (isOutcome(outcome)) send({ do: 'nextCharge', outcome });
        }}
      >
        <select name="outcome" aria-label="下一次扫付款码 The next scanned charge">
          {Object.entries(outcomes).map(([outcome, words]) => (
            <option key={outcome} value={outcome}>
              {words}
            </option>
          ))}
        </select>
        <button type="submit">下次扫付款码就这样 So be the next charge</button>
      </form>
    </Panel>
  );
}
