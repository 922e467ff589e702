import { zoneClock } from '../calendar.ts';
import type { Bulletin } from './bulletin.ts';
import { cellText } from './cell-text.ts';
import { monthWords } from './month.ts';

export interface Words {
  readonly zh: string;
  readonly en: string;
}

const prepaid = ({ rows }: Bulletin) => rows.reduce((sum, { prepaidCollections }) => sum + prepaidCollections, 0);

const columnWords = ({ over, zh }: Bulletin['form']['columns'][number]) => `${over ?? ''}${zh}`;

/** What has to be said under the table for its figures to be read right; line by line. `zone`: whose clock tells when. */
export const notesOf = (bulletin: Bulletin, zone: string): readonly Words[] => {
  const { form, rule, on, asOf, closed, revision, wholeCity, month, unplaced } = bulletin;
  const { day, time } = zoneClock(zone)(asOf);
  const notes: Words[] = [
    {
      zh: `投放台数：截至 ${on}。${rule.zh}（口径 ${rule.name}）。`,
      en: `Terminals in place on ${on}. ${rule.en} (${rule.name})`,
    },
  ];
  const apart = prepaid(bulletin);
  if (apart > 0 && !rule.withPrepaid) {
    notes.push({ zh: `预约取号（已预付）另有 ${apart} 笔。`, en: `${apart} prepaid bookings were collected besides.` });
  }
  if (unplaced) {
    const figures = form.columns.filter(({ name }) => (unplaced[name] ?? 0) !== 0);
    notes.push({
      zh: `未归属任何单位的终端另有：${figures.map((column) => `${columnWords(column)} ${cellText(column, unplaced)}`).join('，')}；未计入合计。`,
      en: `Not in the total, of terminals that belonged to no unit: ${figures.map((column) => `${column.name} ${cellText(column, unplaced)}`).join(', ')}.`,
    });
  }
  if (!wholeCity) {
    notes.push({
      zh: '只含您可查看的单位，合计亦仅为这些单位之和。',
      en: 'Only the units you may see; the total is theirs alone.',
    });
  }
  if (!closed) {
    notes.push({
      zh: `${monthWords(month)}尚未结账，数字会变。`,
      en: `${month} is not closed yet: its figures will move.`,
    });
  }
  if (revision > 0) {
    notes.push({
      zh: `结账后更正 ${revision} 次。`,
      en: `Changed ${revision === 1 ? 'once' : `${revision} times`} after the month was closed.`,
    });
  }
  return [...notes, { zh: `数据读取于 ${day} ${time}。`, en: `Read ${day} ${time}, ${zone}.` }];
};
