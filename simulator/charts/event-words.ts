/**
 * An event's type as a technician reads it: `done identify`, `after inactivity`, `always`. Types that are the machines' own
 * stay as they are. `sourceOf` names what runs under an id.
 */
export function eventWords(type: string, sourceOf: (id: string) => string): string {
  if (type === '') return 'always';
  const [, kind, id = ''] = /^xstate\.(done\.actor|error\.actor|snapshot)\.(.+)$/.exec(type) ?? [];
  if (kind) return `${kind.replace('.actor', '')} ${sourceOf(id)}`;
  const [, delay] = /^xstate\.after\.([^.]+)\./.exec(type) ?? [];
  if (delay) return `after ${delay}`;
  return type.startsWith('xstate.') ? type.slice('xstate.'.length).replaceAll('.', ' ') : type;
}
