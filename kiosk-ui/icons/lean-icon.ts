import { type ComponentType, h, type SVGAttributes } from 'preact';

interface IconData {
  readonly node: readonly (readonly [tag: string, attributes: Readonly<Record<string, string>>])[];
}

/** What every icon is drawn with; size and colour come from the style sheet. */
const pen = {
  viewBox: '0 0 24 24',
  width: 24,
  height: 24,
  fill: 'none',
  stroke: 'currentColor',
  'stroke-width': 2,
  'stroke-linecap': 'round',
  'stroke-linejoin': 'round',
  'aria-hidden': 'true',
} as const;

/** In place of lucide's own `createLucideIcon`, which brings settings for colours, sizes and names that nobody here uses. */
export const leanIcon =
  ({ node }: IconData): ComponentType<SVGAttributes> =>
  (attributes) =>
    h(
      'svg',
      { ...pen, ...attributes },
      node.map(([tag, of]) => h(tag, of)),
    );
