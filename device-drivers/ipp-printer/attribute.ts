/** Attributes by name: making them, and reading their values whatever of the fitting kinds a printer chose. */
import type { IppAttribute, IppGroup, IppValue, TextTag } from './codec.ts';

export const texts = (tag: TextTag, name: string, ...values: readonly string[]): IppAttribute => ({
  name,
  values: values.map((value): IppValue => ({ tag, value })),
});
export const integer = (name: string, value: number): IppAttribute => ({ name, values: [{ tag: 'integer', value }] });
export const enumeration = (name: string, value: number): IppAttribute => ({ name, values: [{ tag: 'enum', value }] });
export const boolean = (name: string, value: boolean): IppAttribute => ({ name, values: [{ tag: 'boolean', value }] });

const valuesOf = (group: IppGroup, name: string): readonly IppValue[] =>
  group.attributes.find((attribute) => attribute.name === name)?.values ?? [];

/** Text, name, keyword and the like; empty when there is none. */
export const readTexts = (group: IppGroup, name: string): readonly string[] =>
  valuesOf(group, name).flatMap((it) => ('value' in it && typeof it.value === 'string' ? [it.value] : []));

/** An integer or an enum. */
export function readInteger(group: IppGroup, name: string): number | undefined {
  const [first] = valuesOf(group, name);
  return first && 'value' in first && typeof first.value === 'number' ? first.value : undefined;
}

export function readBoolean(group: IppGroup, name: string): boolean | undefined {
  const [first] = valuesOf(group, name);
  return first && 'value' in first && typeof first.value === 'boolean' ? first.value : undefined;
}
