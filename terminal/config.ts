import * as v from 'valibot';
import { DeviceConfig } from './device-config.ts';
import { TechnicianConfig } from './technician-config.ts';

const Text = v.object({ zh: v.pipe(v.string(), v.minLength(1)), en: v.pipe(v.string(), v.minLength(1)) });
const Url = v.pipe(v.string(), v.url());
const Milliseconds = v.pipe(v.number(), v.integer(), v.minValue(1));
const Zone = v.pipe(
  v.string(),
  v.check((zone) => {
    try {
      return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
    } catch {
      return false;
    }
  }, 'an IANA time zone is expected, such as Asia/Shanghai'),
);

/** Everything that differs between two terminals. */
export const TerminalConfig = v.strictObject({
  /** Letters, digits and hyphens: the terminal's name at the hub. */
  terminal: v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,32}$/, '1 to 32 letters, digits or hyphens are expected')),
  /** The hospital's name, until the hospital says its own. */
  hospital: Text,
  /** Where the terminal stands. */
  place: Text,
  zone: v.optional(Zone, 'Asia/Shanghai'),
  /** Where the paths of the hospital's contract begin. */
  hospitalUrl: Url,
  /** Where the hub is; a terminal without one keeps its usage to itself. */
  hubUrl: v.optional(Url),
  /** The public key by which the hospital's notices are known; without one they are not asked for. */
  noticeKey: v.exactOptional(
    v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'an Ed25519 public key is expected, 64 hexadecimal digits')),
  ),
  /** How technicians get in; without it none can. */
  technician: v.exactOptional(TechnicianConfig),
  screen: v.optional(v.strictObject({ ppi: v.pipe(v.number(), v.minValue(40), v.maxValue(400)) }), { ppi: 102 }),
  devices: DeviceConfig,
  /** How long the terminal waits for a patient, in milliseconds; `elder` times as long in the elder mode. */
  patience: v.optional(
    v.strictObject({
      inactivity: Milliseconds,
      warning: Milliseconds,
      farewell: Milliseconds,
      elder: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(5)), 2),
    }),
    { inactivity: 60_000, warning: 20_000, farewell: 25_000, elder: 2 },
  ),
  /** After a start: how long unfinished orders may keep the welcome screen waiting, in milliseconds. */
  recoveryPatience: v.optional(Milliseconds, 30_000),
});
export type TerminalConfig = v.InferOutput<typeof TerminalConfig>;

/** The configuration in `json`, or what is wrong with it: the key, the value, and what was expected, one line each. */
export function readConfig(json: unknown): { ok: true; config: TerminalConfig } | { ok: false; mistakes: string[] } {
  const read = v.safeParse(TerminalConfig, json);
  if (read.success) return { ok: true, config: read.output };
  const mistakes = read.issues.map((issue) => `${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`);
  return { ok: false, mistakes };
}
