import { type Context, Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import * as v from 'valibot';
import { malformed, problem, problemResponse } from '../problem.ts';
import type { AccountKeeper } from './accounts.ts';
import { type DoorParts, foreign, limited, originOf, sessionCookie, sessionOf } from './door.ts';
import type { HubEnv } from './hub-env.ts';
import type { Invitations } from './invitation.ts';
import { atMost, mostTyped, readJson } from './json-body.ts';
import { networkOf } from './limits.ts';
import { Errand, type OidcDoor, oidcPaths } from './oidc.ts';
import type { OidcSettings } from './oidc-settings.ts';
import { sessionLife } from './sessions.ts';
import { SignIn, type SignInWays } from './shapes.ts';

export interface SignInParts extends DoorParts {
  readonly accounts: AccountKeeper;
  readonly invitations: Invitations;
  readonly oidc?: { readonly door: OidcDoor; readonly name: OidcSettings['name'] };
}

const lifeInSeconds = sessionLife / 1_000;
const errandCookie = 'hub-oidc';
const errandSeconds = 600;

/** People read these: they came by a link, and no page stands between. */
const sentence = (status: 403 | 404 | 502, zh: string, en: string): Response =>
  new Response(`${zh}\n${en}\n`, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  });

const errandOf = (text: string | undefined): Errand | undefined => {
  try {
    const read = v.safeParse(Errand, JSON.parse(Buffer.from(text ?? '', 'base64url').toString()));
    return read.success ? read.output : undefined;
  } catch {
    return undefined;
  }
};

/** The ways in and the way out. */
export const signInRoutes = (parts: SignInParts): Hono<HubEnv> => {
  const { accounts, sessions, limits, invitations, oidc, log } = parts;
  const app = new Hono<HubEnv>();

  const seat = async (c: Context<HubEnv>, account: string, by: 'password' | 'oidc' | 'link') => {
    log({ event: 'access.opened', by });
    c.header('cache-control', 'no-store');
    c.header('set-cookie', sessionCookie(c.env.secure, await sessions.open(account), lifeInSeconds), { append: true });
  };

  app.get('/v1/sign-in', (c) => {
    const ways: SignInWays = { password: true, oidc: oidc ? { name: oidc.name, path: oidcPaths.begin } : null };
    return c.json(ways, 200, { 'cache-control': 'no-store' });
  });

  app.post('/v1/sessions', atMost(mostTyped), async (c) => {
    if (originOf(c) === 'foreign') return foreign(parts);
    const flood = await limited(parts, 'signIn', networkOf(c.env.address));
    if (flood) return flood;
    const read = await readJson(c, SignIn);
    if (!read.ok) return problemResponse(malformed(read.mistakes));
    const { account, password } = read.value;
    const guessing = await limited(parts, 'account', account);
    if (guessing) return guessing;
    if (!(await accounts.fits(account, password))) {
      log({ event: 'access.refused', why: 'credentials' });
      return problemResponse(problem('signInWrong'));
    }
    await limits.forget('account', account);
    await seat(c, account, 'password');
    return c.body(null, 204);
  });

  app.delete('/v1/sessions/current', async (c) => {
    if (originOf(c) !== 'own') return foreign(parts);
    const session = sessionOf(c);
    if (session) await sessions.close(session);
    c.header('set-cookie', sessionCookie(c.env.secure, '', 0));
    return c.body(null, 204);
  });

  if (oidc) {
    const errandIn = (secure: boolean, text: string, seconds: number) =>
      `${errandCookie}=${text}; Path=${oidcPaths.begin}; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure ? '; Secure' : ''}`;

    app.get(oidcPaths.begin, async (c) => {
      const flood = await limited(parts, 'signIn', networkOf(c.env.address));
      if (flood) return flood;
      const begun = await oidc.door.begin().catch(() => undefined);
      if (!begun) {
        log({ event: 'access.refused', why: 'identityProvider' });
        return sentence(
          502,
          '统一认证服务暂时没有应答，请稍后再试。',
          'The identity provider does not answer; try later.',
        );
      }
      const text = Buffer.from(JSON.stringify(begun.errand)).toString('base64url');
      c.header('set-cookie', errandIn(c.env.secure, text, errandSeconds));
      c.header('cache-control', 'no-store');
      return c.redirect(begun.url, 302);
    });

    app.get(oidcPaths.return, async (c) => {
      const flood = await limited(parts, 'signIn', networkOf(c.env.address));
      if (flood) return flood;
      const errand = errandOf(getCookie(c, errandCookie));
      c.header('set-cookie', errandIn(c.env.secure, '', 0));
      const back = errand
        ? await oidc.door.finish(new URL(c.req.url).search, errand)
        : { ok: false as const, why: 'identityProvider' as const };
      if (!back.ok && back.why === 'identityProvider') {
        log({ event: 'access.refused', why: back.why });
        return sentence(403, '登录没有完成，请重新登录。', 'Signing in was not completed; try again.');
      }
      if (!back.ok || !(await accounts.welcome(back.guest))) {
        log({ event: 'access.refused', why: 'notInvited' });
        return sentence(
          403,
          '您的账户没有查看权限，请联系管理员。',
          'Your account may see nothing here; ask the administrator.',
        );
      }
      await seat(c, back.guest.account, 'oidc');
      return c.redirect('/', 303);
    });
  }

  app.get('/sign-in/:code', async (c) => {
    const flood = await limited(parts, 'signIn', networkOf(c.env.address));
    if (flood) return flood;
    const account = await invitations.redeem(c.req.param('code'), c.env.address);
    if (account === undefined) {
      log({ event: 'access.refused', why: 'expired' });
      return sentence(
        404,
        '此链接已失效，或只能在本机打开。',
        'This link is no longer valid, or opens on the hub’s own machine only.',
      );
    }
    await seat(c, account, 'link');
    return c.redirect('/', 303);
  });

  return app;
};
