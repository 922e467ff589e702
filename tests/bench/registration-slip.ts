import type { Slip } from '../../device-drivers/contract/receipt-printer.ts';
import { slipOf } from '../../terminal/slip/slip.ts';

const place = { zh: '门诊楼二层东区', en: 'Outpatient Building, floor 2, east' };

/** The slip most patients leave with. Patient, doctor, place and numbers are invented. */
export const benchSlip: Slip = slipOf(
  {
    done: 'registered',
    rows: [
      { label: 'patient', value: { plain: '张*三' } },
      { label: 'price', value: { fen: 2_500 } },
      { label: 'when', value: { day: '2026-11-03', from: '08:30', to: '09:00' } },
      { label: 'department', value: { text: { zh: '心血管内科', en: 'Cardiology' } } },
      { label: 'doctor', value: { text: { zh: '沈知行', en: 'Zhixing Shen' } } },
      { label: 'where', value: { text: place } },
    ],
    queueNumber: 'A017',
    next: [place],
    orderNumber: '20261102-7K3M9Q2XAB',
  },
  { hospital: '南京鼓楼医院', terminal: 'NJGL-OPD1-03', printedAt: '2026-11-02 08:15' },
);
