/** How a rule ends, and the words to say so: like the assertions of a test, they throw where the outcome is known. */
import { cameOf, type Said } from './exchanges.ts';

/** The hospital does not keep the rule; the message tells what came, without personal data. */
export class Broken extends Error {
  override name = 'Broken';
}

/** The rule could not be tried; the message tells what was lacking. */
export class NotTried extends Error {
  override name = 'NotTried';
}

/** What the rule is about was granted. */
export function granted<T>(said: Said<T>, asked: string): T {
  if (said.kind === 'granted') return said.value;
  throw new Broken(`${asked}: ${cameOf(said)}`);
}

/** What the rule needs before it can be tried. */
export function given<T>(said: Said<T>, asked: string): T {
  if (said.kind === 'granted') return said.value;
  throw new NotTried(`${asked}: ${cameOf(said)}`);
}

/** It was refused, with one of these codes. */
export function refused(said: Said, asked: string, ...codes: readonly string[]): void {
  if (said.kind === 'refused' && codes.includes(said.code)) return;
  throw new Broken(`${asked}: ${said.kind === 'granted' ? 'granted' : cameOf(said)}, not ${codes.join(' or ')}`);
}

/** Throws unless it holds; `came` tells what came instead. */
export function holds(condition: boolean, came: string): void {
  if (!condition) throw new Broken(came);
}

/** Throws unless the condition for trying the rule is there. */
export function needs(condition: boolean, lacking: string): void {
  if (!condition) throw new NotTried(lacking);
}

/** Two answers say the same, but for what may have moved meanwhile. */
export function same(first: Said, second: Said, asked: string, moving: readonly string[] = []): void {
  if (first.kind !== 'granted' || second.kind !== 'granted') {
    holds(cameOf(first) === cameOf(second), `${asked}: first ${cameOf(first)}, then ${cameOf(second)}`);
    return;
  }
  const [one, other] = [flat(first.value), flat(second.value)];
  const differing = [...new Set([...one.keys(), ...other.keys()])].filter(
    (key) => one.get(key) !== other.get(key) && !moving.includes(key.split('.')[0] ?? ''),
  );
  holds(differing.length === 0, `${asked}: another answer in ${differing.slice(0, 3).join(', ')}`);
}

/** `{ a: { b: 1 } }` → `a.b` and its value; the order of keys does not matter. */
function flat(value: unknown, place = ''): Map<string, unknown> {
  if (typeof value !== 'object' || value === null) return new Map([[place, value]]);
  return new Map(Object.entries(value).flatMap(([key, it]) => [...flat(it, place === '' ? key : `${place}.${key}`)]));
}
