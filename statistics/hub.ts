import { Hono } from 'hono';
import { hubPaths } from '../terminal/hub-contract.ts';
import { accountKeeper } from './access/accounts.ts';
import { door, limited } from './access/door.ts';
import { exportLog } from './access/export-log.ts';
import type { Caller, HubEnv } from './access/hub-env.ts';
import { enrolmentLimits, intakeLimits } from './access/intake-limits.ts';
import { invitations } from './access/invitation.ts';
import { atMost } from './access/json-body.ts';
import { limitsOf, networkOf, usualLimits } from './access/limits.ts';
import { oidcDoor } from './access/oidc.ts';
import { accessRoutes } from './access/routes.ts';
import { sessionKeeper } from './access/sessions.ts';
import { signInRoutes } from './access/sign-in-routes.ts';
import { tokenKeeper } from './access/tokens.ts';
import { aboutRoutes } from './api/about-routes.ts';
import { readingRoutes } from './api/routes.ts';
import { bulletinRoutes } from './bulletin/routes.ts';
import { healthRoutes } from './health.ts';
import { alarmRoutes } from './intake/alarms-routes.ts';
import { silenceSweep } from './intake/alarms-sweep.ts';
import { enrolmentRoutes } from './intake/enrolment-routes.ts';
import { heartbeatRoutes } from './intake/heartbeats-routes.ts';
import { intakeRoutes } from './intake/routes.ts';
import { usualKeep } from './keeping/policy.ts';
import { retentionSweep } from './keeping/retention.ts';
import type { HubConfig, HubPorts } from './ports.ts';
import { problem, problemResponse } from './problem.ts';
import { registerRoutes } from './register/routes.ts';

/** The hub: gathers usage from terminals and shows it. It owns no port and no file; `ports` are closed by their owner. */
export interface Hub {
  /** Answers one HTTP request. Without a caller it comes from this machine. */
  fetch(request: Request, caller?: Caller): Promise<Response>;
  /** What has to be looked at again and again: terminals that fell silent, sessions that ended, what is too old. */
  sweep(): Promise<void>;
  /**
   * The path of a link that signs in whoever opens it on this machine, as an administrator of the whole city, for as long
   * as this hub runs.
   */
  invite(): string;
}

/** A hub of China's time, as the rules of the bulletin have it. */
export const usualConfig: HubConfig = {
  zone: 'Asia/Shanghai',
  silentAfterMinutes: 10,
  monthClosesAfterDays: 3,
  countsAsRegistration: 'confirmed-and-collected-here/1',
  lowCards: 50,
  lowSheets: 100,
  keep: usualKeep,
  limits: usualLimits,
};

const nearby: Caller = { address: '127.0.0.1', secure: false };

/** Five hundred events of the longest kind are about 150 kB, five hundred rows of a child hub's roll-ups 400 kB. */
const largestReport = 512 * 1024;

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

export const createHub = (ports: HubPorts, config: HubConfig): Hub => {
  const { log } = ports;
  const limits = limitsOf(config.limits);
  const sessions = sessionKeeper(ports);
  const accounts = accountKeeper(ports);
  const invited = invitations(ports, accounts);
  const parts = { limits, sessions, accounts, tokens: tokenKeeper(ports), exports: exportLog(ports), log };
  const oidc = config.oidc && { door: oidcDoor(config.oidc, ports), name: config.oidc.name };

  const silence = silenceSweep(ports, config);
  const retention = retentionSweep(ports, config);

  const app = new Hono<HubEnv>();

  // What terminals bring is signed: no door, but a measure.
  for (const path of Object.values(hubPaths)) {
    app.on('POST', path, atMost(largestReport), intakeLimits(parts));
  }
  app.on('POST', hubPaths.enrolments, enrolmentLimits(parts));

  app.route('/', intakeRoutes(ports));
  app.route('/', heartbeatRoutes(ports, config));
  app.route('/', enrolmentRoutes(ports, config));
  app.route('/', signInRoutes({ ...parts, invitations: invited, ...(oidc && { oidc }) }));

  app.use('/health', async (c, next) => (await limited(parts, 'stranger', networkOf(c.env.address))) ?? next());
  app.route('/', healthRoutes(ports));
  app.route('/', aboutRoutes(ports, config));

  app.use('/v1/*', door(parts));
  app.route('/', accessRoutes(parts));
  app.route('/', readingRoutes(ports, config));
  app.route('/', bulletinRoutes(ports, config));
  app.route('/', registerRoutes(ports, config));
  app.route('/', alarmRoutes(ports));

  app.notFound((c) => {
    const { path, method } = c.req;
    const taken = methods.filter((it) => app.router.match(it, path)[0].some(([[, route]]) => route.method === it));
    if (taken.length === 0 || (taken as readonly string[]).includes(method))
      return problemResponse(problem('notFound'));
    const allow = taken.flatMap((it) => (it === 'GET' ? [it, 'HEAD'] : [it])).join(', ');
    return problemResponse(problem('methodWrong', { detail: `expected one of ${allow}` }), { allow });
  });
  app.onError((error, c) => {
    // Who asked has gone, or was cut off for being slow: nobody reads the answer.
    if (!c.req.raw.signal.aborted) log({ event: 'hub.failed', cause: error.message });
    return problemResponse(problem('failed'));
  });

  return {
    fetch: async (request, caller = nearby) => app.fetch(request, caller),
    sweep: async () => {
      await silence();
      await sessions.sweep();
      await retention();
    },
    invite: () => invited.make(),
  };
};
