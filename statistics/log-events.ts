import type { HubEvent } from './ports.ts';

type Name = HubEvent['event'];
type FieldOf<It extends Name> = Exclude<keyof Extract<HubEvent, { event: It }>, 'event'>;

interface Meaning<It extends Name> {
  /** `warn`: somebody should look at it when it comes again and again. `error`: the hub could not do its work. */
  readonly level: 'info' | 'warn' | 'error';
  readonly says: string;
  /** What stands beside it, and what that is. */
  readonly fields: { readonly [Field in FieldOf<It>]: string };
}

const code = 'why, as the refusal’s `code`';
const terminal = 'its name; absent when the hub does not know it';

/** The closed catalogue of what the hub logs, one JSON line an event. No field can hold what was brought, or a person. */
export const hubEvents: { readonly [It in Name]: Meaning<It> } = {
  'usage.taken': {
    level: 'info',
    says: 'a batch of usage was taken',
    fields: {
      terminal: 'whose',
      fresh: 'events that were new',
      repeated: 'events the hub had',
      upTo: 'the last sequence',
    },
  },
  'usage.refused': { level: 'warn', says: 'a batch was refused', fields: { code, terminal } },
  'heartbeat.refused': { level: 'warn', says: 'a heartbeat was refused', fields: { code, terminal } },
  'terminal.enrolled': { level: 'info', says: 'a key was bound to a terminal', fields: { terminal: 'whose' } },
  'enrolment.refused': { level: 'warn', says: 'a one-time code was refused', fields: { code } },
  'register.changed': {
    level: 'info',
    says: 'an administrator changed the register, or closed an alarm',
    fields: { by: 'the account', change: 'what was done', of: 'to which terminal, unit or alarm' },
  },
  'rollUps.taken': {
    level: 'info',
    says: 'a child hub told what it added up',
    fields: { hub: 'which', rows: 'rows that were news' },
  },
  'rollUps.refused': {
    level: 'warn',
    says: 'what a child hub told was refused',
    fields: { code, hub: 'which; absent when the hub does not know it' },
  },
  'parent.told': { level: 'info', says: 'the hub above was told', fields: { rows: 'rows it acknowledged' } },
  'parent.silent': { level: 'warn', says: 'the hub above could not be told', fields: { why: 'in a few words' } },
  'access.opened': { level: 'info', says: 'somebody signed in', fields: { by: 'by password, oidc or link' } },
  'access.refused': { level: 'warn', says: 'somebody was turned away', fields: { why: 'in one word' } },
  'access.limited': {
    level: 'warn',
    says: 'somebody asks too much; said once for as long as it lasts',
    fields: { limit: 'which limit' },
  },
  'hub.forgot': {
    level: 'info',
    says: 'what was older than `keep` says was deleted',
    fields: {
      events: 'usage events',
      alarms: 'closed alarms',
      exports: 'lines of the export log',
      accounts: 'accounts',
    },
  },
  'hub.failed': {
    level: 'error',
    says: 'a request or a sweep failed; the hub goes on',
    fields: { cause: 'the error’s own words' },
  },
};

/** The catalogue as the documentation shows it. */
export const logEventTable = (): string => {
  const rows = Object.entries(hubEvents).map(([event, { level, says, fields }]) => {
    const beside = Object.entries(fields).map(([field, what]) => `\`${field}\` ${what}`);
    return `| \`${event}\` | ${level} | ${says} | ${beside.join('; ')} |`;
  });
  return ['| event | level | what happened | beside it |', '|---|---|---|---|', ...rows].join('\n');
};
