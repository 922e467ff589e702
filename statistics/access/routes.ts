import { Hono } from 'hono';
import { malformed, problem, problemResponse } from '../problem.ts';
import type { AccountKeeper } from './accounts.ts';
import { administratorsOnly, type DoorParts, limited, sessionOf } from './door.ts';
import type { HubEnv } from './hub-env.ts';
import { atMost, mostTyped, readJson } from './json-body.ts';
import { type Accounts, NewAccount, NewToken, PasswordChange, type Tokens } from './shapes.ts';

export interface AccessParts extends DoorParts {
  readonly accounts: AccountKeeper;
}

const fresh = { 'cache-control': 'no-store' };
const notFound = () => problemResponse(problem('notFound'));

/** Behind the door: one's own password; for administrators accounts, tokens, and what was exported. */
export const accessRoutes = (parts: AccessParts): Hono<HubEnv> => {
  const { accounts, tokens, sessions, exports, limits } = parts;
  const app = new Hono<HubEnv>();

  app.put('/v1/me/password', atMost(mostTyped), async (c) => {
    const session = sessionOf(c);
    const { who } = c.get('reader');
    if (who.includes(':') || !session) {
      return problemResponse(problem('notPermitted', { detail: 'whoever signs in elsewhere has no password here' }));
    }
    const guessing = await limited(parts, 'account', who);
    if (guessing) return guessing;
    const read = await readJson(c, PasswordChange);
    if (!read.ok) return problemResponse(malformed(read.mistakes));
    if (!(await accounts.fits(who, read.value.current))) {
      return problemResponse(problem('notPermitted', { detail: 'the current password is another' }));
    }
    await limits.forget('account', who);
    await accounts.setPassword(who, read.value.next);
    await sessions.closeAllOf(who, session);
    return c.body(null, 204);
  });

  for (const path of ['/v1/accounts', '/v1/accounts/*', '/v1/tokens', '/v1/tokens/*', '/v1/exports']) {
    app.use(path, administratorsOnly);
  }

  app.get('/v1/accounts', async (c) => {
    const body: Accounts = { accounts: await accounts.all() };
    return c.json(body, 200, fresh);
  });
  app.post('/v1/accounts', atMost(mostTyped), async (c) => {
    const read = await readJson(c, NewAccount);
    if (!read.ok) return problemResponse(malformed(read.mistakes));
    const made = await accounts.make(read.value);
    if (made) return c.json(made, 201, fresh);
    return problemResponse(problem('conflict', { detail: `there is or was an account ${read.value.account}` }));
  });
  app.post('/v1/accounts/:account/password', async (c) => {
    const renewed = await accounts.renew(c.req.param('account'));
    if (!renewed) return notFound();
    await sessions.closeAllOf(renewed.account.account);
    return c.json(renewed, 200, fresh);
  });
  app.delete('/v1/accounts/:account', async (c) => {
    const account = c.req.param('account');
    // Else the last administrator could lock everybody out.
    if (account === c.get('reader').who) {
      return problemResponse(problem('conflict', { detail: 'nobody closes their own account' }));
    }
    if (!(await accounts.close(account))) return notFound();
    await sessions.closeAllOf(account);
    return c.body(null, 204);
  });

  app.get('/v1/tokens', async (c) => {
    const body: Tokens = { tokens: await tokens.all() };
    return c.json(body, 200, fresh);
  });
  app.post('/v1/tokens', atMost(mostTyped), async (c) => {
    const read = await readJson(c, NewToken);
    if (!read.ok) return problemResponse(malformed(read.mistakes));
    return c.json(await tokens.make(read.value, c.get('reader').who), 201, fresh);
  });
  app.delete('/v1/tokens/:id', async (c) =>
    (await tokens.revoke(c.req.param('id'))) ? c.body(null, 204) : notFound(),
  );

  app.get('/v1/exports', async (c) => {
    const after = c.req.query('cursor');
    if (after !== undefined && !/^\d{1,15}-[0-9a-f]{24}$/.test(after)) {
      return problemResponse(malformed([{ path: 'cursor', message: 'expected the next of the page before' }]));
    }
    return c.json(await exports.read(after), 200, fresh);
  });

  return app;
};
