import { type VerbName, verbs } from '../../terminal/hospital/contract.ts';
import { pathNames, type Verb } from '../../terminal/hospital/verb.ts';

export interface Route {
  readonly name: VerbName;
  readonly verb: Verb;
}

/** The verbs by name, each in its general type. */
export const routes: readonly Route[] = (Object.keys(verbs) as VerbName[]).map((name) => ({ name, verb: verbs[name] }));

const patterns = routes.map((route) => ({
  ...route,
  names: pathNames(route.verb.path),
  pattern: new RegExp(`^${route.verb.path.replace(/\{\w+\}/g, '([^/]+)')}$`),
}));

export type Match =
  | { readonly found: true; readonly name: VerbName; readonly verb: Verb; readonly path: Record<string, string> }
  /** `methods` that the path would be answered with; none when it is no path of the contract. */
  | { readonly found: false; readonly methods: readonly string[] };

/** The verb that a method and a path (without a query, without the prefix) ask for. */
export function matchRoute(method: string, path: string): Match {
  const methods: string[] = [];
  for (const { name, verb, names, pattern } of patterns) {
    const values = pattern.exec(path)?.slice(1);
    if (!values) continue;
    if (verb.method !== method) {
      methods.push(verb.method);
      continue;
    }
    return { found: true, name, verb, path: Object.fromEntries(names.map((it, at) => [it, decode(values[at] ?? '')])) };
  }
  return { found: false, methods };
}

/** A name that is not properly encoded is left as it came; no id looks like that. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
