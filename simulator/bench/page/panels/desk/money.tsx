import { clockWords } from '../../records/clock-words.ts';
import { Form, Key, NumberField } from '../controls.tsx';
import { DeskList, type DeskProps, Row, Told } from './desk-list.tsx';
import { bookingPaymentWords, bookingWords, channelWords, fenOf, itemWords, refundWords, yuan } from './desk-words.ts';

/** A bill, a booking or a slot costs from now on so much. */
export function Reprice({ id, price, run }: Pick<DeskProps, 'run'> & { readonly id: string; readonly price: number }) {
  return (
    <Form label={`改价 reprice ${id}`} onGiven={(field) => run({ do: 'reprice', id, price: fenOf(field('price')) })}>
      <NumberField name="price" label="元 yuan" value={price / 100} most={10_000} step={0.01} />
      <button type="submit">
        改价 <small>reprice</small>
      </button>
    </Form>
  );
}

function PaidElsewhere({ id, run }: Pick<DeskProps, 'run'> & { readonly id: string }) {
  return (
    <>
      <Key zh="App 付" en="paid in app" onPress={() => run({ do: 'settleElsewhere', id, channel: 'app' })} />
      <Key zh="窗口付" en="at window" onPress={() => run({ do: 'settleElsewhere', id, channel: 'window' })} />
    </>
  );
}

export function BillList({ desk, run }: DeskProps) {
  return (
    <DeskList label="账单 open bills">
      {desk.bills.map(({ billId, name, title, amount, heldHere, heldElsewhere }) => (
        <Row key={billId} label={`${name} ${billId}`}>
          <b>{name}</b>
          <span title={title.en}>{title.zh}</span>
          <b class="money">{yuan(amount)}</b>
          <code class="quiet">{billId}</code>
          {heldHere && <Told zh="终端正在付" en="held here" tone="warn" />}
          {heldElsewhere && <Told zh="别处正在付" en="held elsewhere" tone="warn" />}
          <span class="keys">
            <PaidElsewhere id={billId} run={run} />
            <Key
              zh="占着"
              en="hold"
              pressed={heldElsewhere}
              onPress={() => run({ do: 'holdElsewhere', bill: billId, held: !heldElsewhere })}
            />
            <Reprice id={billId} price={amount} run={run} />
          </span>
        </Row>
      ))}
    </DeskList>
  );
}

export function BookingList({ desk, run }: DeskProps) {
  return (
    <DeskList label="预约 bookings">
      {desk.bookings.map((booking) => {
        const { bookingId, name, code, day, from, to, department, doctor, price, payment, state } = booking;
        return (
          <Row key={bookingId} label={`${name} ${bookingId}`} dim={state === 'cancelled'}>
            <b>{name}</b>
            <span title={`${department.en} ${doctor.en}`}>
              {day === desk.day ? '今天' : day.slice(5)} {from}–{to} {department.zh} {doctor.zh}
            </span>
            <code class="quiet">
              {bookingId} {code}
            </code>
            <b class="money">{yuan(price)}</b>
            <Told {...bookingPaymentWords[payment]} />
            <Told {...bookingWords[state]} tone={state === 'booked' ? 'good' : ''} />
            {payment === 'unpaid' && state === 'booked' && (
              <span class="keys">
                <PaidElsewhere id={bookingId} run={run} />
              </span>
            )}
          </Row>
        );
      })}
    </DeskList>
  );
}

export function TransactionList({ desk, view, run }: DeskProps) {
  return (
    <DeskList label="交易 transactions">
      {desk.transactions.map(({ orderNumber, name, title, paid, channel, at, items, refunds }) => {
        const { day, time } = clockWords(at, view.zone);
        return (
          <Row key={orderNumber} label={`${name} ${orderNumber}`}>
            <b>{name}</b>
            <span title={title.en}>{title.zh}</span>
            <b class="money">{yuan(paid)}</b>
            <span class="quiet">{channelWords[channel]}</span>
            <code class="quiet">
              {day} {time.slice(0, 5)}
            </code>
            <code class="quiet">{orderNumber}</code>
            <ul class="items">
              {items.map((item) => (
                <li key={item.itemId}>
                  <span class="wide" title={item.title.en}>
                    {item.title.zh}
                  </span>
                  <span class="money">{yuan(item.amount)}</span>
                  <Told {...itemWords[item.state]} />
                  {item.state === 'open' && (
                    <button
                      type="button"
                      aria-label={`准退 Release ${item.title.zh}`}
                      onClick={() => run({ do: 'releaseItem', order: orderNumber, item: item.itemId })}
                    >
                      准退 <small>release</small>
                    </button>
                  )}
                </li>
              ))}
              {refunds.map(({ amount, state }, index) => (
                <li key={`refund ${index}`} class="quiet">
                  退款 <small>refund</small> <span class="money">{yuan(amount)}</span>
                  <Told {...refundWords[state]} tone={state === 'failed' ? 'stop' : ''} />
                </li>
              ))}
            </ul>
          </Row>
        );
      })}
    </DeskList>
  );
}
