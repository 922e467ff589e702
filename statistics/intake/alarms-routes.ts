import { Hono } from 'hono';
import { administratorsOnly } from '../access/door.ts';
import type { HubEnv } from '../access/hub-env.ts';
import type { HubPorts } from '../ports.ts';
import { problem, problemResponse } from '../problem.ts';
import { alarmOfId, isForPeopleToClose } from './alarms.ts';

/** Where administrators close what a person had to look at. */
export const alarmRoutes = ({ clock, database: { db }, log }: Pick<HubPorts, 'clock' | 'database' | 'log'>) =>
  new Hono<HubEnv>().post('/v1/alarms/:id/closing', administratorsOnly, async (c) => {
    const id = c.req.param('id');
    const { terminal, kind, device, openedAt } = alarmOfId(id);
    const found = await db
      .selectFrom('alarm')
      .select(['terminal', 'kind', 'device', 'openedAt', 'closedAt'])
      .where('terminal', '=', terminal)
      .where('openedAt', '=', openedAt)
      .execute();
    const alarm = found.find((it) => it.kind === kind && it.device === device);
    if (!alarm) return problemResponse(problem('notFound'));
    if (!isForPeopleToClose(alarm.kind)) {
      const detail = `${kind} closes by itself when it is over`;
      return problemResponse(problem('conflict', { detail }));
    }
    if (alarm.closedAt === null) {
      await db
        .updateTable('alarm')
        .set({ closedAt: clock.now() })
        .where('terminal', '=', terminal)
        .where('kind', '=', alarm.kind)
        .where('device', '=', alarm.device)
        .where('openedAt', '=', openedAt)
        .where('closedAt', 'is', null)
        .execute();
      log({ event: 'register.changed', by: c.get('reader').who, change: 'alarmClosed', of: id });
    }
    return c.body(null, 204);
  });
