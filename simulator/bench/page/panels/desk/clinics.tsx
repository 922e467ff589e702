import { useState } from 'preact/hooks';
import type { DeskClinic, DeskSlot } from '../../../../hospital/desk.ts';
import { Form, Key, NumberField } from '../controls.tsx';
import { DeskList, type DeskProps, Row, Told } from './desk-list.tsx';
import { yuan } from './desk-words.ts';
import { Reprice } from './money.tsx';

/** Today's clinics by department; a chosen period can be sold elsewhere or cost something else. */
export function ClinicList({ desk, run }: DeskProps) {
  const [chosen, choose] = useState<string>();
  return (
    <DeskList label={`今天的号源 clinics of ${desk.day}`}>
      {desk.clinics.map((clinic, at) => (
        <Row key={clinic.doctorId} label={`${clinic.department.zh} ${clinic.doctor.zh}`} dim={clinic.cancelled}>
          {clinic.department.zh !== desk.clinics[at - 1]?.department.zh && (
            <h4>
              {clinic.department.zh} <small>{clinic.department.en}</small>
            </h4>
          )}
          <Clinic clinic={clinic} chosen={chosen} choose={choose} run={run} />
        </Row>
      ))}
    </DeskList>
  );
}

function Clinic(props: {
  readonly clinic: DeskClinic;
  readonly chosen: string | undefined;
  readonly choose: (slot: string | undefined) => void;
  readonly run: DeskProps['run'];
}) {
  const { clinic, chosen, choose, run } = props;
  const { doctorId, doctor, title, cancelled, slots } = clinic;
  const slot = slots.find(({ id }) => id === chosen);
  return (
    <>
      <b title={doctor.en}>{doctor.zh}</b>
      <span class="quiet" title={title.en}>
        {title.zh}
      </span>
      <code class="quiet">{doctorId}</code>
      {cancelled && <Told zh="停诊" en="cancelled" tone="stop" />}
      <span class="keys">
        {cancelled ? (
          <Key zh="恢复出诊" en="reopen" onPress={() => run({ do: 'reopenClinic', doctor: doctorId })} />
        ) : (
          <Key zh="停诊" en="cancel" onPress={() => run({ do: 'cancelClinic', doctor: doctorId })} />
        )}
      </span>
      <span class="slots">
        {slots.map(({ id, from, left }) => (
          <button
            key={id}
            type="button"
            class={left > 0 ? 'left' : 'full'}
            aria-pressed={id === chosen}
            aria-label={`${from} 剩 ${left} left`}
            onClick={() => choose(id === chosen ? undefined : id)}
          >
            {from} <b>{left}</b>
          </button>
        ))}
      </span>
      {slot && <Slot slot={slot} run={run} />}
    </>
  );
}

function Slot({ slot, run }: { readonly slot: DeskSlot; readonly run: DeskProps['run'] }) {
  const { id, from, left, price } = slot;
  return (
    <span class="slot">
      <b>{from}</b> 剩 {left} <small>left</small> <span class="money">{yuan(price)}</span>
      <Form
        label={`别处卖出 sell elsewhere ${id}`}
        onGiven={(field) => run({ do: 'sellElsewhere', slot: id, count: Number(field('count')) })}
      >
        <NumberField name="count" label="几个号 how many" value={1} least={1} most={100} />
        <button type="submit" disabled={left <= 0}>
          别处卖出 <small>sell elsewhere</small>
        </button>
      </Form>
      <Reprice id={id} price={price} run={run} />
    </span>
  );
}
