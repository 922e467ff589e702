import type { BenchTransaction } from '../../rehearsal/device-views.ts';
import { Hand, Panel, type Send, Typed } from './panel.tsx';

/** What the hospital does of itself: it agrees to refunds, and takes money at its windows. */
export function Hospital({ releasable, send }: { releasable: readonly BenchTransaction[]; send: Send }) {
  return (
    <Panel id="hospital" zh="医院" en="Hospital">
      <Typed
        label="账单号或预约号 Bill or booking"
        name="在别处付清 Settle elsewhere"
        pattern="[A-Za-z0-9\-]{1,32}"
        onTyped={(id) => send({ do: 'settleElsewhere', id })}
      />
      <div class="transactions">
        {releasable.map(({ orderNumber, title, items }) => (
          <fieldset key={orderNumber} aria-label={orderNumber}>
            <p>
              {title} <code>{orderNumber}</code>
            </p>
            {items.map((item) => (
              <Hand
                key={item.itemId}
                name={`准退 Release ${item.title}`}
                onPress={() => send({ do: 'releaseItem', order: orderNumber, item: item.itemId })}
              />
            ))}
          </fieldset>
        ))}
      </div>
    </Panel>
  );
}
