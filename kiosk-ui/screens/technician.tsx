import { CircleCheckBig, TriangleAlert } from 'lucide-preact';
import type { TechnicianDevice } from '../../terminal/screen/parts.ts';
import { Rows } from '../parts/rows.tsx';
import { actions, devices, faults, service } from '../texts/technician.ts';
import type { Draw, Stage } from '../view.ts';
import './technician.css';

/** A workshop: every device with its state and counters, dense. What moved last is said first. */
export const technician: Draw<'technician'> = (screen, stage) => {
  const { words, tap } = stage;
  const { inService, rows, outcome } = screen;
  return {
    sentence: words.sentences.technician,
    hint: inService ? service.in : service.out,
    hintMatters: !inService,
    end: 'leaveService',
    body: (
      <>
        {outcome && (
          <p class="outcome" role="status">
            {outcome.ok ? <CircleCheckBig class="icon mark-done" /> : <TriangleAlert class="icon mark-care" />}
            <span>{devices[outcome.device]}</span>
            <b>{outcome.ok ? service.passed : service.notPassed}</b>
            {outcome.fault && <span>{faults[outcome.fault]}</span>}
          </p>
        )}
        <ul class="devices">
          {screen.devices.map((device) => (
            <Device key={device.device} device={device} stage={stage} />
          ))}
        </ul>
        <section class="service">
          <Rows rows={rows} stage={stage} />
          <button type="button" class="plain" onClick={() => tap({ kind: 'choose', id: 'service' })}>
            {inService ? service.toOut : service.toIn}
          </button>
        </section>
      </>
    ),
  };
};

function Device({ device: it, stage }: { readonly device: TechnicianDevice; readonly stage: Stage }) {
  const { words, tap } = stage;
  const well = it.state === 'online' && it.fault === undefined;
  return (
    <li class="device">
      <div class="device-words">
        <p class="device-name">{devices[it.device]}</p>
        <p class={well ? 'device-state' : 'device-state device-matters'}>
          {well ? <CircleCheckBig class="icon mark-done" /> : <TriangleAlert class="icon" />}
          <span>{words.words[it.state]}</span>
          {it.fault && <span>{faults[it.fault]}</span>}
        </p>
        <Rows rows={it.rows} stage={stage} />
      </div>
      <div class="device-actions">
        {it.actions.map((action) => (
          <button
            key={action}
            type="button"
            class="plain"
            onClick={() => tap({ kind: 'choose', id: `${action}:${it.device}` })}
          >
            {actions[action]}
          </button>
        ))}
      </div>
    </li>
  );
}
