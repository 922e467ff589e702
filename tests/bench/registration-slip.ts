import type { Slip } from '../../device-drivers/contract/receipt-printer.ts';
import { registrationSlip } from '../../terminal/slip.ts';

const appointment = {
  patient: '张*三',
  department: { zh: '心血管内科', en: 'Cardiology' },
  doctor: { zh: '沈知行', en: 'Zhixing Shen' },
  place: { zh: '门诊楼二层东区', en: 'Outpatient Building, floor 2, east' },
  day: '2026-11-03',
  from: '08:30',
  to: '09:00',
  price: 2_500,
};

/** The slip most patients leave with. Patient, doctor, place and numbers are invented. */
export const benchSlip: Slip = registrationSlip(
  { order: '20261102-7K3M9Q2XAB', ticket: { ...appointment, queueNumber: 'A017' }, appointment },
  { hospital: '南京鼓楼医院', terminal: 'NJGL-OPD1-03', printedAt: '2026-11-02 08:15' },
);
