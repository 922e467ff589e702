/** What one twin took: of the processor over all its threads, and of memory at its peak. */
export interface Growth {
  readonly terminals: number;
  readonly visits: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

/** A table of one unit with the shape of February 2020: so many terminals, and visits at each. */
export function grownTable(terminals: number, visitsEach: number): string {
  const visits = terminals * visitsEach;
  const registrations = Math.round(visits * 0.44);
  const payments = visits - registrations;
  const yuan = (mean: number, count: number) => (mean * count).toFixed(2);
  return [
    'group,unit,terminals,registrations,registration_amount,payments,payment_amount',
    `医疗单位,例,${terminals},${registrations},${yuan(52.33, registrations)},${payments},${yuan(312.17, payments)}`,
    '',
  ].join('\n');
}

interface Panel {
  readonly title: string;
  readonly of: (it: Growth) => number;
  readonly unit: string;
}

const panels: readonly Panel[] = [
  { title: 'CPU time', of: ({ cpuSeconds }) => cpuSeconds, unit: 's' },
  { title: 'peak memory', of: ({ peakMegabytes }) => peakMegabytes, unit: 'MB' },
];

const size = { width: 360, height: 240, left: 52, right: 16, top: 34, bottom: 42 };

/** A number one likes to read on an axis, that leaves room for `value`. */
function roundAbove(value: number): number {
  const step = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 4, 6, 8, 10].map((times) => times * step).find((it) => it >= value) ?? 10 * step;
}

/** The two as a picture: along the visits, one line for more terminals, one for more visits at as many terminals. */
export function growthPicture(
  series: readonly { readonly name: string; readonly points: readonly Growth[] }[],
): string {
  const all = series.flatMap(({ points }) => points);
  const most = roundAbove(Math.max(...all.map(({ visits }) => visits)));
  const x = (visits: number) => size.left + ((size.width - size.left - size.right) * visits) / most;
  const drawn = panels.map((panel, at) => {
    const highest = roundAbove(Math.max(...all.map(panel.of)));
    const y = (value: number) => size.height - size.bottom - ((size.height - size.top - size.bottom) * value) / highest;
    const lines = series.map(({ points }, which) => {
      const places = points.map((it) => `${x(it.visits).toFixed(1)},${y(panel.of(it)).toFixed(1)}`);
      const dots = places.map(
        (place) => `<circle class="s${which}" cx="${place.split(',')[0]}" cy="${place.split(',')[1]}" r="3.5"/>`,
      );
      return `<polyline fill="none" class="l${which}" points="${places.join(' ')}"/>${dots.join('')}`;
    });
    const ticks = [0, 0.5, 1].map((part) => {
      const value = highest * part;
      const height = y(value).toFixed(1);
      return `<line class="grid" x1="${size.left}" x2="${size.width - size.right}" y1="${height}" y2="${height}"/><text x="${size.left - 6}" y="${(Number(height) + 4).toFixed(1)}" text-anchor="end">${Math.round(value)}</text>`;
    });
    const feet = [0, 0.5, 1].map(
      (part) =>
        `<text x="${x(most * part).toFixed(1)}" y="${size.height - size.bottom + 16}" text-anchor="middle">${Math.round(most * part)}</text>`,
    );
    return `<g transform="translate(${at * size.width} 0)"><text class="title" x="${size.left}" y="20">${panel.title}, ${panel.unit}</text>${ticks.join('')}${feet.join('')}<text x="${size.width - size.right}" y="${size.height - 8}" text-anchor="end">visits</text>${lines.join('')}</g>`;
  });
  const legend = series.map(
    ({ name }, which) =>
      `<g transform="translate(${size.left + which * 300} ${size.height + 12})"><circle class="s${which}" cx="4" cy="-4" r="4"/><text x="14">${name}</text></g>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${2 * size.width} ${size.height + 24}" role="img" aria-label="Time and memory of the twin by visits and by terminals" font-family="system-ui, sans-serif" font-size="12">
<style>
  text { fill: #57606a } .title { fill: #24292f; font-weight: 600; font-size: 13px } .grid { stroke: #d0d7de }
  polyline { fill: none; stroke-width: 2 } .l0 { stroke: #0969da } .s0 { fill: #0969da } .l1 { stroke: #bc4c00; stroke-dasharray: 5 4 } .s1 { fill: #bc4c00 }
  @media (prefers-color-scheme: dark) {
    text { fill: #9198a1 } .title { fill: #f0f6fc } .grid { stroke: #3d444d }
    .l0 { stroke: #4493f8 } .s0 { fill: #4493f8 } .l1 { stroke: #f0883e } .s1 { fill: #f0883e }
  }
</style>
${drawn.join('\n')}
${legend.join('\n')}
</svg>
`;
}
