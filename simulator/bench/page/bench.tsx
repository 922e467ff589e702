import { encode } from 'uqr';
import type { PrintedBlock } from '../../devices/paper.ts';
import type { BenchCommand, BenchOrder, BenchPerson, BenchView } from '../protocol.ts';

interface BenchProps {
  readonly view: BenchView | undefined;
  readonly connected: boolean;
  readonly send: (command: BenchCommand) => void;
}

/** The technician's side of one terminal: a wallet, the reader, the phone that pays, and the paper. */
export function Bench({ view, connected, send }: BenchProps) {
  if (!view) return <p class="state">连接中… Connecting…</p>;
  return (
    <>
      <header>
        <h1>
          试验台 <small>Bench</small>
        </h1>
        <a href={view.kiosk} target="_blank" rel="noreferrer">
          打开终端 Open the kiosk ↗
        </a>
        <span class={connected ? 'lamp on' : 'lamp'} role="status">
          {connected ? '已连接 connected' : '已断开 disconnected'}
        </span>
      </header>
      <Wallet people={view.people} reader={view.reader} send={send} />
      <Phone waiting={view.waiting} send={send} />
      <Printer printer={view.printer} send={send} />
    </>
  );
}

type Send = BenchProps['send'];

function Wallet({ people, reader, send }: { people: readonly BenchPerson[]; reader: BenchView['reader']; send: Send }) {
  const holder = reader.card === undefined ? undefined : people[reader.card];
  return (
    <section aria-labelledby="wallet">
      <h2 id="wallet">
        身份证 <small>ID card reader</small>
      </h2>
      <p class="state">
        {holder ? `读卡区上：${holder.name}` : '读卡区是空的 Nothing on the reader'}
        {reader.reading ? '，正在读 reading…' : ''}
        {reader.connected ? '' : ' · 未连接 not connected'}
      </p>
      <button type="button" disabled={!holder} onClick={() => send({ do: 'takeCard' })}>
        取走 Take the card
      </button>
      <ul class="people">
        {people.map((person, index) => (
          <li key={person.name}>
            <button
              type="button"
              aria-pressed={reader.card === index}
              onClick={() => send({ do: 'putCard', person: index })}
            >
              <b>{person.name}</b>
              <small>{person.about}</small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Phone({ waiting, send }: { waiting: readonly BenchOrder[]; send: Send }) {
  return (
    <section aria-labelledby="phone">
      <h2 id="phone">
        手机 <small>Payments waiting</small>
      </h2>
      {waiting.length === 0 && <p class="state">没有等待付款的订单 Nothing to pay</p>}
      <ul class="orders">
        {waiting.map(({ orderNumber, amount, state }) => (
          <li key={orderNumber}>
            <b>¥ {(amount / 100).toFixed(2)}</b>
            <code>{orderNumber}</code>
            <small>{state}</small>
            <button type="button" class="main" onClick={() => send({ do: 'pay', order: orderNumber })}>
              付款 Pay
            </button>
            <button type="button" onClick={() => send({ do: 'startPaying', order: orderNumber })}>
              输密码 Typing the password
            </button>
            <button type="button" onClick={() => send({ do: 'decline', order: orderNumber })}>
              失败 Decline
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the buttons leave on the roll, in millimetres: a new roll; the beginning of a slip, no more. */
const fullRoll = 80_000;
const halfASlip = 60;

function Printer({ printer, send }: { printer: BenchView['printer']; send: Send }) {
  const { paper, connected, hanging, slips } = printer;
  const coverOpen = printer.cover === 'open';
  return (
    <section aria-labelledby="printer">
      <h2 id="printer">
        凭条打印机 <small>Receipt printer</small>
      </h2>
      <p class="state">
        {paper > 0 ? `纸卷剩 ${(paper / 1000).toFixed(2)} 米 m left` : '缺纸 Out of paper'}
        {coverOpen ? ' · 上盖打开 cover open' : ''}
        {connected ? '' : ' · 未连接 not connected'}
      </p>
      <div class="row">
        <button type="button" onClick={() => send({ do: 'setPaper', millimetres: 0 })}>
          抽走纸卷 No paper
        </button>
        <button type="button" onClick={() => send({ do: 'setPaper', millimetres: halfASlip })}>
          只剩 6 厘米 60 mm left
        </button>
        <button type="button" onClick={() => send({ do: 'setPaper', millimetres: fullRoll })}>
          换新纸卷 New roll
        </button>
        <button type="button" onClick={() => send({ do: coverOpen ? 'closeCover' : 'openCover' })}>
          {coverOpen ? '合上上盖 Close the cover' : '打开上盖 Open the cover'}
        </button>
      </div>
      <button type="button" class="main" disabled={slips.length === 0} onClick={() => send({ do: 'takeSlips' })}>
        取走凭条 Take the slip
      </button>
      {slips.length > 0 && (
        <a href="slip.svg" target="_blank" rel="noreferrer">
          凭条图片 The slip as a picture ↗
        </a>
      )}
      <div class="outlet">
        {hanging.length > 0 && <Paper blocks={hanging} />}
        {slips.toReversed().map(({ blocks }, index) => (
          <Paper key={slips.length - index} blocks={blocks} />
        ))}
      </div>
    </section>
  );
}

function Paper({ blocks }: { blocks: readonly PrintedBlock[] }) {
  return (
    <article class="paper" aria-label="凭条 slip">
      {blocks.map((block, index) => (
        <Block key={index} block={block} />
      ))}
    </article>
  );
}

function Block({ block }: { block: PrintedBlock }) {
  if (block.kind === 'qr') return <Qr data={block.data} />;
  if (block.kind !== 'line') return null;
  return (
    <p class={block.align}>
      {block.runs.map(({ text, height, bold }, index) => (
        <span key={index} class={[height > 1 && 'large', bold && 'bold'].filter(Boolean).join(' ')}>
          {text}
        </span>
      ))}
    </p>
  );
}

function Qr({ data }: { data: string }) {
  const { data: rows, size } = encode(data, { ecc: 'M', border: 2 });
  const path = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={data}>
      <title>{data}</title>
      <path d={path} />
    </svg>
  );
}
