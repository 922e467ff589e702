import * as v from 'valibot';
import { Enrolment, EnrolmentReceipt, hubPaths } from '../hub-contract.ts';
import { type HubLine, jsonOf, tellHub } from './hub-line.ts';

const Refusal = v.object({
  code: v.string(),
  title: v.optional(v.string(), 'The hub refused'),
  detail: v.exactOptional(v.string()),
});

export type Enrolled =
  | { readonly ok: true; readonly receipt: EnrolmentReceipt }
  | { readonly ok: false; readonly why: 'noAnswer' | 'noHub' | 'otherTerminal' }
  | { readonly ok: false; readonly why: 'malformed' | 'refused'; readonly words: string };

/** Binds the line's key to the terminal that a code was made for. The private half stays where it is. */
export async function enrol(line: HubLine, terminal: string, code: string, signal: AbortSignal): Promise<Enrolled> {
  const publicKey = line.signer.publicKey;
  const read = v.safeParse(Enrolment, { code: code.trim().toUpperCase(), terminal, publicKey });
  if (!read.success) {
    const words = read.issues.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`).join('; ');
    return { ok: false, why: 'malformed', words };
  }
  const reply = await tellHub(line, hubPaths.enrolments, read.output, signal);
  if (!reply) return { ok: false, why: 'noAnswer' };
  const json = jsonOf(reply);
  const receipt = v.safeParse(EnrolmentReceipt, json);
  if (receipt.success) {
    if (receipt.output.terminal !== terminal) return { ok: false, why: 'otherTerminal' };
    return { ok: true, receipt: receipt.output };
  }
  const refusal = v.safeParse(Refusal, json);
  if (!refusal.success) return { ok: false, why: 'noHub' };
  const { code: name, title, detail } = refusal.output;
  return { ok: false, why: 'refused', words: `${title}${detail === undefined ? '' : `: ${detail}`} (${name})` };
}
