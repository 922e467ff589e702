import { Hono } from 'hono';
import * as v from 'valibot';
import { TerminalId } from '../../terminal/hub-contract.ts';
import { administratorsOnly } from '../access/door.ts';
import type { HubEnv } from '../access/hub-env.ts';
import { atMost, mostTyped, readJson } from '../access/json-body.ts';
import { zoneClock } from '../calendar.ts';
import { type EnrolmentPorts, enrolment } from '../intake/enrolment.ts';
import type { HubEvent, HubPorts } from '../ports.ts';
import { malformed, problem, problemResponse } from '../problem.ts';
import { introducing } from './introducing.ts';
import { replaceUnit } from './keep-units.ts';
import { mistakesInUnit, Placement, RegisteredUnit, UnitId } from './register.ts';

const { from, ward, place } = Placement.entries;

/** A terminal that is put up; from today on when no day is said. */
export const NewTerminal = v.object({
  terminal: TerminalId,
  unit: UnitId,
  ward,
  place,
  from: v.exactOptional(from),
});

const { unit: _, ...unitEntries } = RegisteredUnit.entries;
/** A unit as it is to be: its names are these and no others. Without a place among the rows it keeps the one it has. */
export const UnitSaid = v.object({
  ...unitEntries,
  rowOrder: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
});

const secret = { 'cache-control': 'no-store' };

type Change = Extract<HubEvent, { event: 'register.changed' }>['change'];

/** Where administrators keep the register: terminals and their codes, moves, revocations, and units. */
export const registerRoutes = (ports: EnrolmentPorts & Pick<HubPorts, 'log'>, config: { readonly zone: string }) => {
  const { clock, database, log } = ports;
  const inZone = zoneClock(config.zone);
  const { introduce, makeCode, move } = introducing(ports, config);
  const { revoke } = enrolment(ports, config);
  const app = new Hono<HubEnv>();
  const changed = (by: string, change: Change, of: string) => log({ event: 'register.changed', by, change, of });

  app.post('/v1/terminals', administratorsOnly, atMost(mostTyped), async (c) => {
    const said = await readJson(c, NewTerminal);
    if (!said.ok) return problemResponse(malformed(said.mistakes));
    const { terminal, ...placement } = said.value;
    const made = await introduce(terminal, { ...placement, from: placement.from ?? inZone(clock.now()).day });
    if (!made.ok) return problemResponse(made.problem);
    changed(c.get('reader').who, 'terminal', terminal);
    return c.json(made.value, 201, { ...secret, location: `/v1/terminals/${terminal}` });
  });

  app.post('/v1/terminals/:terminal/codes', administratorsOnly, async (c) => {
    const terminal = c.req.param('terminal');
    const made = await makeCode(terminal);
    if (!made.ok) return problemResponse(made.problem);
    changed(c.get('reader').who, 'code', terminal);
    return c.json(made.value, 201, secret);
  });

  app.post('/v1/terminals/:terminal/moves', administratorsOnly, atMost(mostTyped), async (c) => {
    const terminal = c.req.param('terminal');
    const said = await readJson(c, Placement);
    if (!said.ok) return problemResponse(malformed(said.mistakes));
    const moved = await move(terminal, said.value);
    if (!moved.ok) return problemResponse(moved.problem);
    changed(c.get('reader').who, 'move', terminal);
    return c.json({ terminal, ...moved.value });
  });

  app.post('/v1/terminals/:terminal/revocation', administratorsOnly, async (c) => {
    const terminal = c.req.param('terminal');
    if (!(await revoke(terminal))) return problemResponse(problem('notFound'));
    changed(c.get('reader').who, 'revocation', terminal);
    return c.body(null, 204);
  });

  app.put('/v1/units/:unit', administratorsOnly, atMost(mostTyped), async (c) => {
    const unit = c.req.param('unit');
    if (!v.is(UnitId, unit)) return problemResponse(problem('notFound'));
    const said = await readJson(c, UnitSaid, (it) => mistakesInUnit({ ...it, unit }));
    if (!said.ok) return problemResponse(malformed(said.mistakes));
    await database.db.transaction().execute((tx) => replaceUnit(tx, { ...said.value, unit }));
    changed(c.get('reader').who, 'unit', unit);
    return c.json({ unit, ...said.value });
  });

  return app;
};
