import { hubPaths } from '../../terminal/hub-contract.ts';
import type { ProblemCode } from '../problem.ts';
import type { Words } from './endpoint.ts';

/** Who may ask: a terminal with its key, somebody signed in, an administrator, or anybody. */
export type Asker = 'terminal' | 'reader' | 'administrator' | 'anybody';

/** An operation that is no question of the reading interface. Schemas by their names. */
export interface Operation {
  readonly id: string;
  readonly method: 'get' | 'post' | 'put' | 'delete';
  readonly path: string;
  readonly asker: Asker;
  readonly about: Words;
  readonly body?: string;
  /** What it answers with; absent for 204. */
  readonly answer?: { readonly status: 200 | 201; readonly schema?: string };
  readonly problems: readonly ProblemCode[];
  /** Of a query. */
  readonly query?: readonly { readonly name: string; readonly about: Words }[];
}

const ok = (schema?: string) => ({ status: 200, ...(schema !== undefined && { schema }) }) as const;
const made = (schema?: string) => ({ status: 201, ...(schema !== undefined && { schema }) }) as const;

export const operations: readonly Operation[] = [
  {
    id: 'reportUsage',
    method: 'post',
    path: hubPaths.usage,
    asker: 'terminal',
    about: { zh: '终端上报使用事件', en: 'A terminal reports what happened: events of one epoch, chained and signed' },
    body: 'UsageBatch',
    answer: ok('UsageReceipt'),
    problems: [
      'malformed',
      'signatureWrong',
      'terminalUnknown',
      'terminalRevoked',
      'gap',
      'fork',
      'tooLarge',
      'tooMany',
    ],
  },
  {
    id: 'reportHeartbeat',
    method: 'post',
    path: hubPaths.heartbeats,
    asker: 'terminal',
    about: { zh: '终端心跳', en: 'A terminal says how it is' },
    body: 'Heartbeat',
    answer: ok(),
    problems: ['malformed', 'signatureWrong', 'terminalUnknown', 'terminalRevoked', 'tooLarge', 'tooMany'],
  },
  {
    id: 'enrol',
    method: 'post',
    path: hubPaths.enrolments,
    asker: 'terminal',
    about: { zh: '凭一次性代码登记终端的密钥', en: 'A one-time code binds a terminal’s key, which signs this too' },
    body: 'Enrolment',
    answer: ok('EnrolmentReceipt'),
    problems: ['malformed', 'signatureWrong', 'tooLarge', 'tooMany'],
  },
  {
    id: 'readSignIn',
    method: 'get',
    path: '/v1/sign-in',
    asker: 'anybody',
    about: { zh: '登录方式', en: 'The ways to sign in' },
    answer: ok('SignInWays'),
    problems: [],
  },
  {
    id: 'signIn',
    method: 'post',
    path: '/v1/sessions',
    asker: 'anybody',
    about: { zh: '以账号和密码登录', en: 'Sign in with a name and a password' },
    body: 'SignIn',
    problems: ['malformed', 'signInWrong', 'foreignOrigin', 'tooMany'],
  },
  {
    id: 'signOut',
    method: 'delete',
    path: '/v1/sessions/current',
    asker: 'reader',
    about: { zh: '退出', en: 'Sign out' },
    problems: ['foreignOrigin'],
  },
  {
    id: 'readMe',
    method: 'get',
    path: '/v1/me',
    asker: 'reader',
    about: { zh: '我是谁，可以看到什么', en: 'Who asks, and what they may see' },
    answer: ok('Me'),
    problems: [],
  },
  {
    id: 'readBulletin',
    method: 'get',
    path: '/v1/bulletins/{month}',
    asker: 'reader',
    about: {
      zh: '自助智能医疗服务终端医院使用情况表（JSON、CSV、XLSX、可打印页面）',
      en: 'The bulletin’s table of a month, as JSON, CSV, XLSX or a page to print',
    },
    answer: ok(),
    problems: ['malformed', 'notFound'],
    query: [
      { name: 'form', about: { zh: '2018（七项）或 2020（五项）', en: '2018 with seven figures, or 2020 with five' } },
      { name: 'rule', about: { zh: '挂号口径', en: 'What counts as a registration' } },
      { name: 'on', about: { zh: '投放台数的参考日', en: 'The day of which terminals are counted' } },
      { name: 'format', about: { zh: '代替 Accept 头', en: 'In place of the header Accept' } },
    ],
  },
  {
    id: 'addTerminal',
    method: 'post',
    path: '/v1/terminals',
    asker: 'administrator',
    about: { zh: '新增终端，得到一次性代码', en: 'Put up a terminal, and get its one-time code' },
    body: 'NewTerminal',
    answer: made(),
    problems: ['malformed', 'notPermitted', 'conflict'],
  },
  {
    id: 'makeCode',
    method: 'post',
    path: '/v1/terminals/{terminal}/codes',
    asker: 'administrator',
    about: { zh: '新的一次性代码', en: 'Another one-time code' },
    answer: made(),
    problems: ['notPermitted', 'notFound'],
  },
  {
    id: 'moveTerminal',
    method: 'post',
    path: '/v1/terminals/{terminal}/moves',
    asker: 'administrator',
    about: { zh: '自某日起移位或撤除', en: 'Move a terminal from a day on, or take it away' },
    body: 'Placement',
    answer: ok(),
    problems: ['malformed', 'notPermitted', 'notFound', 'conflict'],
  },
  {
    id: 'revokeTerminal',
    method: 'post',
    path: '/v1/terminals/{terminal}/revocation',
    asker: 'administrator',
    about: { zh: '吊销终端的密钥', en: 'Revoke a terminal’s key' },
    problems: ['notPermitted', 'notFound'],
  },
  {
    id: 'putUnit',
    method: 'put',
    path: '/v1/units/{unit}',
    asker: 'administrator',
    about: { zh: '新增或更改单位', en: 'Add or change a unit' },
    body: 'UnitSaid',
    answer: ok(),
    problems: ['malformed', 'notPermitted'],
  },
  {
    id: 'closeAlarm',
    method: 'post',
    path: '/v1/alarms/{id}/closing',
    asker: 'administrator',
    about: { zh: '解除告警', en: 'Close an alarm that only people close' },
    problems: ['notPermitted', 'notFound', 'conflict'],
  },
  {
    id: 'readAccounts',
    method: 'get',
    path: '/v1/accounts',
    asker: 'administrator',
    about: { zh: '账号', en: 'Accounts' },
    answer: ok('Accounts'),
    problems: ['notPermitted'],
  },
  {
    id: 'addAccount',
    method: 'post',
    path: '/v1/accounts',
    asker: 'administrator',
    about: { zh: '新增账号', en: 'Make an account' },
    body: 'NewAccount',
    answer: made('AccountMade'),
    problems: ['malformed', 'notPermitted', 'conflict'],
  },
  {
    id: 'readTokens',
    method: 'get',
    path: '/v1/tokens',
    asker: 'administrator',
    about: { zh: '程序令牌', en: 'Tokens for programs' },
    answer: ok('Tokens'),
    problems: ['notPermitted'],
  },
  {
    id: 'addToken',
    method: 'post',
    path: '/v1/tokens',
    asker: 'administrator',
    about: { zh: '新增令牌', en: 'Make a token' },
    body: 'NewToken',
    answer: made('TokenMade'),
    problems: ['malformed', 'notPermitted'],
  },
  {
    id: 'revokeToken',
    method: 'delete',
    path: '/v1/tokens/{id}',
    asker: 'administrator',
    about: { zh: '吊销令牌', en: 'Revoke a token' },
    problems: ['notPermitted', 'notFound'],
  },
  {
    id: 'readExports',
    method: 'get',
    path: '/v1/exports',
    asker: 'administrator',
    about: { zh: '导出记录', en: 'What left the hub as a file' },
    answer: ok('Exports'),
    problems: ['notPermitted'],
  },
];
