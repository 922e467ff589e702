import './phone.css';
import { useState } from 'preact/hooks';
import type { ChargeOutcome } from '../../hospital/payer-codes.ts';
import type { BenchOrder } from '../../rehearsal/device-views.ts';
import { carried } from './machine/carrying.ts';
import { put, type Thing } from './machine/things.ts';
import { Hand, Panel, type Send } from './panel.tsx';

/** What comes of a code that is held before the scanner to pay. */
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

const states: Readonly<Record<BenchOrder['state'], string>> = {
  NOTPAY: '等付款 waiting',
  USERPAYING: '正在输密码 typing the password',
  PAYERROR: '扣款失败，可再付 declined, may try again',
  SUCCESS: '已付 paid',
  CLOSED: '已关闭 closed',
  REVOKED: '已撤销 revoked',
  REFUND: '已退 given back',
};

interface PhoneProps {
  readonly waiting: readonly BenchOrder[];
  readonly ended: readonly BenchOrder[];
  readonly charges: readonly ChargeOutcome[];
  /** Numbers of orders their terminal has given up, where that is known. */
  readonly givenUp?: readonly string[];
  readonly send: Send;
}

/** The phones that pay: what the kiosk shows them, and what they show the kiosk. */
export function Phone({ waiting, ended, charges, givenUp = [], send }: PhoneProps) {
  return (
    <Panel
      id="phone"
      zh="手机"
      en="Phones that pay"
      {...(waiting.length === 0 && { state: '没有等待付款的订单 Nothing to pay' })}
    >
      {waiting.length > 0 && (
        <ul class="phones">
          {waiting.map((order) => (
            <Waiting key={order.orderNumber} order={order} late={givenUp.includes(order.orderNumber)} send={send} />
          ))}
        </ul>
      )}
      <PayerCode charges={charges} send={send} />
      {ended.length > 0 && (
        <ul class="paid">
          {ended.map((order) => (
            <li key={order.orderNumber}>
              <b>{yuan(order)}</b>
              <span class="pay-state">{states[order.state]}</span>
              <code title={order.orderNumber}>{order.orderNumber}</code>
              <button
                type="button"
                title="再扫同一个码：平台会怎么说 The same code once more, and what the platform says"
                onClick={() => send({ do: 'pay', order: order.orderNumber })}
              >
                再付一次 Again
              </button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

const yuan = ({ amount }: BenchOrder) => `¥ ${(amount / 100).toFixed(2)}`;

function Waiting({ order, late, send }: { readonly order: BenchOrder; readonly late: boolean; readonly send: Send }) {
  const { orderNumber, state, subject } = order;
  return (
    <li class={late ? 'late' : ''}>
      <p>
        <b>{yuan(order)}</b> {subject}
        <code title={orderNumber}>{orderNumber}</code>
      </p>
      <p class="pay-state">
        {states[state]}
        {late && ' · 终端已放弃，现在付就是晚付 given up: to pay now is to pay late'}
      </p>
      <div class="row">
        <Hand main name="付款 Pay" onPress={() => send({ do: 'pay', order: orderNumber })} />
        <Hand name="输密码 Typing" onPress={() => send({ do: 'startPaying', order: orderNumber })} />
        <Hand name="失败 Decline" onPress={() => send({ do: 'decline', order: orderNumber })} />
      </div>
    </li>
  );
}

const unsaid = '';

/** A phone that shows a code of its own; what its charge comes to can be ordered with it. */
function PayerCode({ charges, send }: { readonly charges: readonly ChargeOutcome[]; readonly send: Send }) {
  const [chosen, choose] = useState<string>(unsaid);
  const thing: Thing = { kind: 'payerCode', ...(isOutcome(chosen) && { outcome: chosen }) };
  return (
    <div class="payer-code">
      <button
        type="button"
        title="把付款码放到扫码窗前 Holds a code to pay by before the scanner"
        onClick={() => {
          for (const command of put('scanWindow', thing)) send(command);
        }}
        {...carried(thing)}
      >
        出示付款码 Show a payer code
      </button>
      <select
        aria-label="扣款的结果 What its charge comes to"
        value={chosen}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      >
        <option value={unsaid}>照常 As ordered, or pays</option>
        {Object.entries(outcomes).map(([outcome, words]) => (
          <option key={outcome} value={outcome}>
            {words}
          </option>
        ))}
      </select>
      {charges.length > 0 && (
        <p class="pay-state">将要扣款 charges to come: {charges.map((it) => outcomes[it]).join(' → ')}</p>
      )}
    </div>
  );
}
