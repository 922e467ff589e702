/** An invented hospital on an invented morning, for the recorded screens: its places, people and prices. */
import type {
  Appointment,
  DepartmentChoice,
  DoctorChoice,
  ErrandTile,
  LocalText,
  PeriodChoice,
  Surround,
} from '../terminal/screen.ts';

export const text = (zh: string, en: string): LocalText => ({ zh, en });

export const surround: Omit<Surround, 'language'> = {
  hospital: text('示例市第一人民医院', 'Sample City First Hospital'),
  place: text('门诊楼一层 东大厅', 'Outpatient building, floor 1, east hall'),
  time: '08:12',
  ppi: 102,
};

export const fewOpen: readonly ErrandTile[] = [
  { errand: 'registration', open: true },
  { errand: 'card', open: false, why: 'notOffered' },
  { errand: 'collection', open: false, why: 'notOffered' },
  { errand: 'payment', open: false, why: 'hospitalSilent' },
  { errand: 'report', open: false, why: 'printerDown' },
  { errand: 'records', open: false, why: 'notOffered' },
];
export const allOpen: readonly ErrandTile[] = fewOpen.map(({ errand }) => ({ errand, open: true }));
export const noneOpen: readonly ErrandTile[] = [
  { errand: 'registration', open: false, why: 'idReaderDown' },
  { errand: 'card', open: false, why: 'outOfService' },
  { errand: 'collection', open: false, why: 'paperOut' },
  { errand: 'payment', open: false, why: 'hospitalSilent' },
  { errand: 'report', open: false, why: 'printerDown' },
  { errand: 'records', open: false, why: 'notOffered' },
];

export const departments: readonly DepartmentChoice[] = [
  { id: 'resp', name: text('呼吸内科', 'Respiratory medicine'), place: text('二层 A 区', 'Floor 2, area A'), left: 42 },
  { id: 'card', name: text('心血管内科', 'Cardiology'), place: text('二层 B 区', 'Floor 2, area B'), left: 17 },
  { id: 'gast', name: text('消化内科', 'Gastroenterology'), place: text('二层 C 区', 'Floor 2, area C'), left: 8 },
  { id: 'endo', name: text('内分泌科', 'Endocrinology'), place: text('三层 A 区', 'Floor 3, area A'), left: 0 },
  { id: 'orth', name: text('骨科', 'Orthopaedics'), place: text('三层 B 区', 'Floor 3, area B'), left: 26 },
  {
    id: 'ent',
    name: text('耳鼻咽喉头颈外科', 'Ear, nose and throat'),
    place: text('三层 C 区', 'Floor 3, area C'),
    left: 5,
  },
  { id: 'derm', name: text('皮肤科', 'Dermatology'), place: text('四层 A 区', 'Floor 4, area A'), left: 31 },
  { id: 'eye', name: text('眼科', 'Eye clinic'), place: text('四层 B 区', 'Floor 4, area B'), left: 12 },
];

export const doctors: readonly DoctorChoice[] = [
  {
    id: 'd1',
    name: text('林知远', 'Dr Lin Zhiyuan'),
    title: text('主任医师', 'Chief physician'),
    speciality: text('慢性咳嗽、哮喘、慢阻肺', 'Chronic cough, asthma, COPD'),
    left: 6,
    price: 5000,
  },
  {
    id: 'd2',
    name: text('沈若溪', 'Dr Shen Ruoxi'),
    title: text('副主任医师', 'Associate chief physician'),
    speciality: text('肺部感染、间质性肺病、肺结节的诊断和随访', 'Lung infection, interstitial lung disease, nodules'),
    left: 11,
    price: 2500,
  },
  {
    id: 'd3',
    name: text('欧阳明朗', 'Dr Ouyang Minglang'),
    title: text('主治医师', 'Attending physician'),
    speciality: text('呼吸道感染、戒烟', 'Airway infections, giving up smoking'),
    left: 0,
    price: 1500,
  },
  {
    id: 'd5',
    name: text('陆一鸣', 'Dr Lu Yiming'),
    title: text('副主任医师', 'Associate chief physician'),
    speciality: text('睡眠呼吸暂停', 'Sleep apnoea'),
    left: 1,
    price: 12850,
  },
  {
    id: 'd4',
    name: text('普通门诊', 'General clinic'),
    title: text('当班医生', 'Doctor on duty'),
    speciality: text('发热、咳嗽、配药', 'Fever, cough, prescriptions'),
    left: 25,
    price: 1000,
  },
];
export const [, doctor] = doctors as [DoctorChoice, DoctorChoice];

export const periods: readonly PeriodChoice[] = [
  { id: 'p1', from: '08:00', to: '08:30', left: 0, price: 2500 },
  { id: 'p2', from: '08:30', to: '09:00', left: 2, price: 2500 },
  { id: 'p3', from: '09:00', to: '09:30', left: 3, price: 2500 },
  { id: 'p4', from: '09:30', to: '10:00', left: 1, price: 2500 },
  { id: 'p5', from: '14:00', to: '14:30', left: 3, price: 2500 },
  { id: 'p6', from: '14:30', to: '15:00', left: 0, price: 2500 },
  { id: 'p7', from: '15:00', to: '15:30', left: 2, price: 2500 },
];

/** As many as stand on one screen, some in the morning and some in the afternoon. */
export const manyPeriods: readonly PeriodChoice[] = [8, 9, 10, 11, 12, 13, 14, 15, 16, 17].map((hour, at) => ({
  id: `m${hour}`,
  from: `${String(hour).padStart(2, '0')}:00`,
  to: `${String(hour).padStart(2, '0')}:50`,
  left: at % 4 === 3 ? 0 : 12 - at,
  price: 12850,
}));

export const appointment: Appointment = {
  patient: '张*三',
  department: text('呼吸内科', 'Respiratory medicine'),
  doctor: text('沈若溪', 'Dr Shen Ruoxi'),
  place: text('门诊楼二层 A 区', 'Outpatient building, floor 2, area A'),
  day: '2026-11-21',
  from: '08:30',
  to: '09:00',
  price: 2500,
};
export const free: Appointment = { ...appointment, price: 0 };
export const code = 'https://pay.example/q/7f3a9c1e5b2d4086a1c3e5f708192a3b?a=2500';
export const orderNumber = 'R20261121081259T0042K7QX';
export const queueNumber = 'A037';
