import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import type { HubLog } from '../ports.ts';
import { problem, problemResponse } from '../problem.ts';
import type { ExportLog } from './export-log.ts';
import type { HubEnv } from './hub-env.ts';
import { type LimitName, type Limits, networkOf } from './limits.ts';
import type { SessionKeeper } from './sessions.ts';
import type { TokenKeeper } from './tokens.ts';

export type HubContext = Context<HubEnv>;

export interface DoorParts {
  readonly limits: Limits;
  readonly sessions: SessionKeeper;
  readonly tokens: TokenKeeper;
  readonly exports: ExportLog;
  readonly log: HubLog;
}

/** Over TLS the browser itself refuses a cookie of this name that another host or another path set. */
const cookieName = (secure: boolean): string => (secure ? '__Host-hub' : 'hub');

/** The secret of the session the browser brought. */
export const sessionOf = (c: HubContext): string | undefined => getCookie(c, cookieName(c.env.secure));

/** A session in the browser: no script reads it, no other site's form carries it. Without a secret it is taken away. */
export const sessionCookie = (secure: boolean, secret: string, seconds: number): string =>
  `${cookieName(secure)}=${secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure ? '; Secure' : ''}`;

/** Counts a request of a key; the answer when it is one too many. */
export const limited = async (
  { limits, log }: Pick<DoorParts, 'limits' | 'log'>,
  limit: LimitName,
  key: string,
): Promise<Response | undefined> => {
  const refused = await limits.take(limit, key);
  if (!refused) return undefined;
  if (refused.first) log({ event: 'access.limited', limit });
  return problemResponse(problem('tooMany', { detail: `wait ${refused.seconds} s` }), {
    'retry-after': String(refused.seconds),
  });
};

/** Where a browser says a request comes from: a page of this hub, of another site, or it does not say. */
export const originOf = (c: HubContext): 'own' | 'foreign' | 'unsaid' => {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin' ? 'own' : 'foreign';
  const origin = c.req.header('origin');
  if (origin === undefined) return 'unsaid';
  return URL.canParse(origin) && new URL(origin).host === new URL(c.req.url).host ? 'own' : 'foreign';
};

export const foreign = ({ log }: Pick<DoorParts, 'log'>): Response => {
  log({ event: 'access.refused', why: 'origin' });
  return problemResponse(problem('foreignOrigin'));
};

const changesNothing = new Set(['GET', 'HEAD']);

/**
 * Lets in who brings a token or a session, and says to those behind who it is. What a session asks to change has to come
 * from the hub's own page: a cookie goes along with whatever any page asks for.
 */
export const door =
  (parts: DoorParts): MiddlewareHandler<HubEnv> =>
  async (c, next) => {
    const { sessions, tokens, exports } = parts;
    const refuse = async (code: 'signInNeeded' | 'tokenWrong') => {
      const flood = await limited(parts, 'stranger', networkOf(c.env.address));
      return flood ?? problemResponse(problem(code), { 'www-authenticate': 'Bearer realm="hub"' });
    };

    const authorization = c.req.header('authorization');
    const token = /^bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
    const session = authorization === undefined ? sessionOf(c) : undefined;
    const reader = token ? await tokens.reader(token) : session ? await sessions.reader(session) : undefined;
    if (!reader) return refuse(token ? 'tokenWrong' : 'signInNeeded');
    if (session && !changesNothing.has(c.req.method) && originOf(c) !== 'own') return foreign(parts);

    const tooMany = await limited(parts, 'reader', reader.who);
    if (tooMany) return tooMany;
    c.set('reader', reader);
    c.set('onExport', (what, rows) => exports.write(reader.who, what, rows));
    await next();
  };

/** For what only administrators may do. */
export const administratorsOnly: MiddlewareHandler<HubEnv> = async (c, next) => {
  if (!c.get('reader').administrator) return problemResponse(problem('notPermitted'));
  await next();
};
