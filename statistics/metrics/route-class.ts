/** What requests are counted as: few and fixed, so that nobody makes series by asking for odd addresses. */
export const routeClasses = [
  'usage',
  'heartbeats',
  'enrolments',
  'signIn',
  'reading',
  'bulletins',
  'administration',
  'health',
  'page',
  'other',
] as const;
export type RouteClass = (typeof routeClasses)[number];

const byPrefix: readonly (readonly [prefix: string, of: RouteClass])[] = [
  ['/v1/heartbeats', 'heartbeats'],
  ['/v1/enrolments', 'enrolments'],
  ['/v1/sign-in', 'signIn'],
  ['/v1/sessions', 'signIn'],
  ['/sign-in', 'signIn'],
  ['/v1/accounts', 'administration'],
  ['/v1/tokens', 'administration'],
  ['/v1/exports', 'administration'],
  ['/v1/bulletins', 'bulletins'],
  ['/v1', 'reading'],
  ['/api', 'page'],
  ['/assets', 'page'],
  ['/health', 'health'],
];

/** The class of a request's target, as it stands in its first line. */
export const routeClassOf = (method: string, target: string): RouteClass => {
  const [path = ''] = target.split('?');
  if (path === '/') return 'page';
  if (path === '/v1/usage') return method === 'POST' ? 'usage' : 'reading';
  const found = byPrefix.find(([prefix]) => path === prefix || path.startsWith(`${prefix}/`));
  const of = found?.[1] ?? 'other';
  return of === 'reading' && method !== 'GET' && method !== 'HEAD' ? 'administration' : of;
};
