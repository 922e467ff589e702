import { Hono } from 'hono';
import { hubPaths, signatureHeader } from '../../terminal/hub-contract.ts';
import type { HubEnv } from '../access/hub-env.ts';
import { problemResponse } from '../problem.ts';
import type { AlarmSettings } from './alarms.ts';
import { type HeartbeatPorts, heartbeatTaker } from './heartbeats.ts';

/** Where terminals say how they are. One that comes late is thanked for and dropped. */
export const heartbeatRoutes = (ports: HeartbeatPorts, settings: AlarmSettings) => {
  const take = heartbeatTaker(ports, settings);
  const path = hubPaths.heartbeats;
  return new Hono<HubEnv>().post(path, async (c) => {
    const heard = await take({ path, body: await c.req.text(), signature: c.req.header(signatureHeader) });
    return heard.ok ? c.json({ kept: heard.kept }) : problemResponse(heard.problem);
  });
};
