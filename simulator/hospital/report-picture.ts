import type { ReportSheet } from '../../seeds/report-form.ts';
import { ink, page, type Typesetting } from './report-typesetting.ts';

/** Draws what stands in for a machine's picture; returns where it ends. */
export function drawPicture(
  set: Typesetting,
  { lines }: ReportSheet,
  picture: NonNullable<ReportSheet['picture']>,
  top: number,
): number {
  if (picture === 'slices') return drawSlices(set, top);
  const rate = lines?.find(({ code }) => code === 'HR')?.value;
  return drawTracing(set, Number(rate ?? 72), top);
}

const millimetre = 72 / 25.4;

/** The waves of one beat: when (of 1), how strong (mV), how wide. */
const waves = [
  [0.2, 0.12, 0.022],
  [0.345, -0.08, 0.008],
  [0.365, 1, 0.009],
  [0.388, -0.2, 0.009],
  [0.6, 0.24, 0.038],
] as const;

const millivolts = (phase: number, strength: number) =>
  waves.reduce((sum, [at, height, width]) => sum + strength * height * Math.exp(-(((phase - at) / width) ** 2) / 2), 0);

const leads = [
  ['I', 0.7],
  ['II', 1.1],
  ['III', 0.5],
  ['V1', -0.6],
  ['V3', 0.9],
  ['V5', 1.3],
] as const;

/** 25 mm a second, 10 mm a millivolt, on squared paper. */
function drawTracing(set: Typesetting, beatsAMinute: number, top: number): number {
  const { document } = set;
  const width = Math.floor(page.width / millimetre / 5) * 5 * millimetre;
  const height = 125 * millimetre;
  const beat = ((60 * 25) / beatsAMinute) * millimetre;
  for (const [step, thickness, colour] of [
    [1, 0.2, '#f3cfcf'],
    [5, 0.5, '#e3a9a9'],
  ] as const) {
    for (let x = 0; x <= width + 0.1; x += step * millimetre) {
      document.moveTo(page.left + x, top).lineTo(page.left + x, top + height);
    }
    for (let y = 0; y <= height + 0.1; y += step * millimetre) {
      document.moveTo(page.left, top + y).lineTo(page.left + width, top + y);
    }
    document.lineWidth(thickness).strokeColor(colour).stroke();
  }
  for (const [index, [lead, strength]] of leads.entries()) {
    const base = top + (14 + index * 20) * millimetre;
    for (let x = 0; x <= width; x += 0.1 * millimetre) {
      const y = base - millivolts((x / beat + 0.7) % 1, strength) * 10 * millimetre;
      if (x === 0) document.moveTo(page.left, y);
      else document.lineTo(page.left + x, y);
    }
    document.lineWidth(0.8).lineJoin('round').strokeColor(ink.black).stroke();
    set.line(lead, page.left + 4, base - 26, 9, ink.black, 'bold');
  }
  set.line('走纸速度 25 mm/s　增益 10 mm/mV（示意图）', page.left, top + height + 5, 8, ink.grey);
  return top + height + 18;
}

/** Which slices; the findings name two of them. */
const images = [88, 112, 150, 187, 214, 240];

/** Six slices of a chest, two by three. */
function drawSlices(set: Typesetting, top: number): number {
  const { document } = set;
  const side = 158;
  const gap = (page.width - side * 3) / 2;
  for (const [index, image] of images.entries()) {
    const x = page.left + (index % 3) * (side + gap);
    const y = top + Math.floor(index / 3) * (side + 26);
    const at = (across: number, down: number): [number, number] => [x + across * side, y + down * side];
    const lung = 0.1 + index * 0.018;
    document.rect(x, y, side, side).fill('#000000');
    document.ellipse(...at(0.5, 0.52), side * 0.46, side * 0.34).fill('#8c8c8c');
    document.ellipse(...at(0.5, 0.52), side * 0.43, side * 0.31).fill('#b4b4b4');
    document.ellipse(...at(0.29, 0.51), side * (0.09 + lung * 0.4), side * (0.12 + lung * 0.6)).fill('#161616');
    document.ellipse(...at(0.71, 0.51), side * (0.09 + lung * 0.4), side * (0.12 + lung * 0.6)).fill('#161616');
    document.ellipse(...at(0.53, 0.42), side * (0.07 + index * 0.012), side * (0.09 + index * 0.01)).fill('#9a9a9a');
    document.circle(...at(0.5, 0.7), side * 0.055).fill('#efefef');
    document.circle(...at(0.5, 0.76), side * 0.022).fill('#5e5e5e');
    for (const [across, down] of [
      [0.22, 0.46],
      [0.33, 0.56],
      [0.69, 0.45],
      [0.77, 0.57],
    ] as const) {
      document.circle(...at(across, down + index * 0.006), side * 0.006).fill('#7a7a7a');
    }
    if (index === 1) document.circle(...at(0.2, 0.56), side * 0.013).fill('#d8d8d8');
    if (index === 3) document.circle(...at(0.8, 0.52), side * 0.013).fill('#8a8a8a');
    set.line(`IM ${image}`, x + 4, y + side + 4, 8, ink.grey);
  }
  const end = top + 2 * (side + 26);
  set.line('图像为示意图，诊断请以影像系统原始图像为准。', page.left, end, 8, ink.grey);
  return end + 14;
}
