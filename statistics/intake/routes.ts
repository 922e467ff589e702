import { Hono } from 'hono';
import { hubPaths, signatureHeader } from '../../terminal/hub-contract.ts';
import type { HubEnv } from '../access/hub-env.ts';
import type { HubPorts } from '../ports.ts';
import { malformed, problemResponse } from '../problem.ts';
import { rollUpTaker } from '../tree/taking.ts';
import { collector, parsedJson } from './collecting.ts';

const notJson = malformed([{ path: '', message: 'the body is not JSON' }]);

const isOfAHub = (body: unknown): boolean => typeof body === 'object' && body !== null && 'hub' in body;

/** Where terminals bring their usage, and hubs what they added up of theirs. How long a body may be is the server's word. */
export const intakeRoutes = (ports: HubPorts) => {
  const takeUsage = collector({ ...ports, store: ports.intake });
  const takeRollUps = rollUpTaker(ports);
  const path = hubPaths.usage;
  return new Hono<HubEnv>().post(path, async (c) => {
    const body = await c.req.text();
    const arrival = { path, body, signature: c.req.header(signatureHeader) };
    const parsed = parsedJson(body);
    if (parsed === undefined) {
      ports.log({ event: 'usage.refused', code: notJson.code });
      return problemResponse(notJson);
    }
    const received = await (isOfAHub(parsed) ? takeRollUps(arrival, parsed) : takeUsage(arrival, parsed));
    return received.ok ? c.json(received.receipt) : problemResponse(received.problem);
  });
};
