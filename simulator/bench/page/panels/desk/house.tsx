import type { OrderedRefusal } from '../../../../hospital/confirmations.ts';
import { clockWords } from '../../records/clock-words.ts';
import { Fact, Form, Key, NumberField, Part, Select, Switch } from '../controls.tsx';
import type { DeskProps } from './desk-list.tsx';
import { fenOf, refusalWords, settlementWords, yuan } from './desk-words.ts';

const orderedWords = (words: readonly string[]) => (words.length > 0 ? words.join('，') : '没有 nothing');

/** What the hospital is to refuse before it looks at it. */
export function Refusals({ desk, run }: DeskProps) {
  const { confirmations, settlements, undos, refunds } = desk.refuses;
  return (
    <Part zh="下一次拒绝" en="refuse the next">
      <Form
        label="拒绝下一次确认 refuse the next confirmation"
        onGiven={(field) => run({ do: 'refuseNextConfirm', code: field('code') as OrderedRefusal })}
      >
        <span class="name">
          确认 <small>confirmation</small>
        </span>
        <Select name="code" label="怎么拒绝 how" values={refusalWords} />
        <button type="submit">
          拒绝 <small>refuse</small>
        </button>
      </Form>
      <Form
        label="拒绝下一次医保结算 refuse the next settlement"
        onGiven={(field) => run({ do: 'refuseNextSettlement', code: field('code') as keyof typeof settlementWords })}
      >
        <span class="name">
          医保结算 <small>settlement</small>
        </span>
        <Select name="code" label="怎么拒绝 how" values={settlementWords} />
        <button type="submit">
          拒绝 <small>refuse</small>
        </button>
      </Form>
      <div class="keys">
        <Key zh="拒绝下一次撤销结算" en="refuse the next undo" onPress={() => run({ do: 'refuseNextUndo' })} />
        <Key zh="下一笔退款被退回" en="bounce the next refund" onPress={() => run({ do: 'bounceNextRefund' })} />
      </div>
      <Fact zh="已经安排" en="ordered">
        <output aria-label="已经安排 ordered refusals">
          {orderedWords([
            ...confirmations.map((code) => `确认：${refusalWords[code].zh}`),
            ...settlements.map((code) => `结算：${settlementWords[code].zh}`),
            ...(undos > 0 ? [`撤销 ×${undos}`] : []),
            ...(refunds > 0 ? [`退款 ×${refunds}`] : []),
          ])}
        </output>
      </Fact>
    </Part>
  );
}

/** What the house does from now on; what is under way keeps what it began with. */
export function Policy({ desk, run }: DeskProps) {
  const { payWithinSeconds, settle, card } = desk.policy;
  return (
    <Part zh="规矩" en="policy, from now on">
      <Form
        label="付款时限 pay within"
        onGiven={(field) => run({ do: 'changePolicy', payWithinSeconds: Number(field('seconds')) })}
      >
        <span class="name">
          付款时限 <small>pay within</small>
        </span>
        <NumberField name="seconds" label="秒 seconds" value={payWithinSeconds} most={3600} />
        <span>秒</span>
        <button type="submit">
          改 <small>change</small>
        </button>
      </Form>
      {settle && (
        <Switch
          zh="医保结算"
          en="insurance settles"
          value={settle}
          ways={{
            beforePayment: { zh: '付款前', en: 'before payment' },
            afterPayment: { zh: '付款后', en: 'after' },
          }}
          onChoose={(it) => run({ do: 'changePolicy', settle: it })}
        />
      )}
      <Form
        label="卡费 card fees"
        onGiven={(field) =>
          run({ do: 'changePolicy', card: { fee: fenOf(field('fee')), replacementFee: fenOf(field('replacement')) } })
        }
      >
        <span class="name">
          卡费 <small>{card ? `${yuan(card.fee)} / ${yuan(card.replacementFee)}` : '不卖卡 none sold'}</small>
        </span>
        <NumberField name="fee" label="新卡，元 new, yuan" value={(card?.fee ?? 500) / 100} most={1000} step={0.01} />
        <NumberField
          name="replacement"
          label="补卡，元 in place of a lost one, yuan"
          value={(card?.replacementFee ?? 1000) / 100}
          most={1000}
          step={0.01}
        />
        <button type="submit">
          改 <small>change</small>
        </button>
        <Key
          zh="终端不卖卡"
          en="sell none"
          pressed={card === null}
          onPress={() => run({ do: 'changePolicy', card: null })}
        />
      </Form>
    </Part>
  );
}

/** A text on the glass of every terminal, for some minutes. */
export function Announcements({ desk, view, run }: DeskProps) {
  return (
    <Part zh="通知" en="notices on every terminal">
      <Form
        label="发通知 announce"
        onGiven={(field) =>
          run({ do: 'announce', zh: field('zh'), en: field('en'), minutes: Number(field('minutes')) })
        }
      >
        <input
          name="zh"
          aria-label="中文通知 notice in Chinese"
          class="half"
          placeholder="中文，如：儿科今日停诊"
          required
        />
        <input
          name="en"
          lang="en"
          aria-label="英文通知 notice in English"
          class="half"
          placeholder="English"
          required
        />
        <NumberField name="minutes" label="显示几分钟 minutes" value={10} least={1} most={10_000} />
        <span>分钟</span>
        <button type="submit">
          发通知 <small>announce</small>
        </button>
      </Form>
      <ul class="lines" aria-label="正在显示的通知 notices that stand">
        {desk.announcements.map(({ terminal, text, until }, at) => (
          <li key={at}>
            <code>{terminal}</code>
            <span title={text.en}>{text.zh}</span>
            <small>到 {clockWords(until, view.zone).time.slice(0, 8)}</small>
          </li>
        ))}
        {desk.announcements.length === 0 && <li class="none">没有 nothing</li>}
      </ul>
    </Part>
  );
}
