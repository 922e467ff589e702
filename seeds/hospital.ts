/**
 * The demonstration hospital. Its name is a real hospital's, from the bulletins; everything else about it, doctors,
 * places, prices and hours, is invented.
 */
import { bills } from './bills.ts';
import { bookings } from './bookings.ts';
import { type ClinicDepartment, type ClinicDoctor, type ClinicPeriod, usualPolicy } from './clinic.ts';
import { type DepartmentFacts, departmentFacts, type Grade } from './departments.ts';
import { cityPeople, patientRecords } from './people.ts';
import { priceLists } from './prices.ts';
import { reports } from './reports.ts';
import { transactions } from './transactions.ts';

const titles: Record<Grade, { readonly zh: string; readonly en: string; readonly price: number }> = {
  noted: { zh: '知名专家', en: 'Senior chief physician', price: 10_000 },
  chief: { zh: '主任医师', en: 'Chief physician', price: 4800 },
  associate: { zh: '副主任医师', en: 'Associate chief physician', price: 2800 },
  attending: { zh: '主治医师', en: 'Attending physician', price: 1800 },
  duty: { zh: '值班医师', en: 'Physician on duty', price: 2500 },
  free: { zh: '主治医师', en: 'Attending physician', price: 0 },
};

/** Invented: family and given names are put together by counting. */
const familyNames = [
  ['沈', 'Shen'],
  ['顾', 'Gu'],
  ['陆', 'Lu'],
  ['程', 'Cheng'],
  ['苏', 'Su'],
  ['叶', 'Ye'],
  ['方', 'Fang'],
  ['江', 'Jiang'],
  ['夏侯', 'Xiahou'],
] as const;
const givenNames = [
  ['知行', 'Zhixing'],
  ['若水', 'Ruoshui'],
  ['允', 'Yun'],
  ['怀瑾', 'Huaijin'],
  ['清和', 'Qinghe'],
  ['屿', 'Yu'],
  ['望舒', 'Wangshu'],
  ['景行', 'Jingxing'],
] as const;

/** 9 family and 8 given names have no common divisor: 72 doctors before a name comes again. */
function inventedName(index: number) {
  const [family, familyEn] = familyNames[index % familyNames.length] ?? familyNames[0];
  const [given, givenEn] = givenNames[index % givenNames.length] ?? givenNames[0];
  return { zh: family + given, en: `${givenEn} ${familyEn}` };
}

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** Half-hour periods from one time of day to another, in minutes after midnight. */
function periods(from: number, to: number, capacity: (index: number) => number): ClinicPeriod[] {
  const count = Math.ceil((to - from) / 30);
  return Array.from({ length: count }, (_, index) => ({
    from: clock(from + index * 30),
    to: clock(Math.min(to, from + index * 30 + 30)),
    capacity: capacity(index),
  }));
}

/** Every third doctor holds mornings only, every fourth afternoons only; every sixth period or so is full. */
function hoursOf(department: DepartmentFacts, grade: Grade, at: number, serial: number): ClinicPeriod[] {
  // Round the clock; a time of day ends at 23:59, so the day's last minute belongs to nobody.
  if (grade === 'duty') return periods(0, 24 * 60 - 1, () => 3);
  const capacity = (offset: number) => (index: number) =>
    department.soldOut ? 0 : ((index + offset) * 5 + serial * 3) % 6;
  const morning = at % 4 === 3 ? [] : periods(8 * 60, 12 * 60, capacity(0));
  const afternoon = at % 3 === 2 ? [] : periods(13 * 60 + 30, 17 * 60, capacity(8));
  return [...morning, ...afternoon];
}

const placeOf = ({ floor, area }: DepartmentFacts) => ({
  zh: `门诊楼 ${floor} 层 ${area} 区`,
  en: `Outpatient Building, floor ${floor}, area ${area}`,
});

const doctorsBefore = (index: number) =>
  departmentFacts.slice(0, index).reduce((sum, { doctors }) => sum + doctors.length, 0);

function department(facts: DepartmentFacts, index: number): ClinicDepartment {
  const place = placeOf(facts);
  const doctors = facts.doctors.map(([grade, zh, en], at): ClinicDoctor => {
    const serial = doctorsBefore(index) + at;
    const { price, ...title } = titles[grade];
    return {
      id: `${facts.id}-${at + 1}`,
      name: inventedName(serial),
      title,
      speciality: { zh, en },
      place: { zh: `${place.zh} ${at + 1} 诊室`, en: `${place.en}, room ${at + 1}` },
      price,
      periods: hoursOf(facts, grade, at, serial),
    };
  });
  const name = { zh: facts.zh, en: facts.en };
  return { id: facts.id, name, place, ...(facts.emergency && { emergency: true }), doctors };
}

export const demonstrationHospital = {
  hospitalId: 'nanjing-gulou',
  name: { zh: '南京鼓楼医院', en: 'Nanjing Drum Tower Hospital' },
  timeZone: 'Asia/Shanghai',
  errands: ['registration', 'collection', 'payment', 'report', 'card', 'refund', 'records', 'reprint'] as const,
  departments: departmentFacts.map(department),
  patients: patientRecords,
  city: cityPeople,
  bookings,
  bills,
  transactions,
  reports,
  prices: priceLists,
  policy: usualPolicy,
};
