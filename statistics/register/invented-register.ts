/** Invented units and terminals, for tests. */
import type { Register } from './register.ts';

const place = (zh: string, en: string) => ({ zh, en });

export const inventedRegister: Register = {
  units: [
    {
      unit: 'yunxi-renmin',
      grouping: 'hospital',
      district: '云溪区',
      names: [
        { zh: '云溪县人民医院', en: "Yunxi County People's Hospital" },
        { from: '2026-07-01', zh: '云溪区人民医院', en: "Yunxi People's Hospital" },
      ],
    },
    { unit: 'yunxi', grouping: 'district', names: [{ zh: '云溪区', en: 'Yunxi District clinics' }] },
    { unit: 'shuangqiao', grouping: 'hospital', names: [{ from: '2026-03-01', zh: '双桥中医院', en: 'Shuangqiao' }] },
  ],
  terminals: [
    {
      terminal: 'YX-01',
      placements: [{ from: '2026-01-01', unit: 'yunxi-renmin', ward: 'OPD1', place: place('东大厅', 'East hall') }],
    },
    {
      terminal: 'YX-02',
      placements: [
        { from: '2026-01-01', unit: 'yunxi-renmin', ward: 'OPD1', place: place('收费处旁', 'Beside the cashier') },
        { from: '2026-09-14', unit: 'yunxi', ward: 'Beishan', place: place('北山中心', 'Beishan Centre') },
      ],
    },
    {
      terminal: 'YX-03',
      placements: [
        { from: '2026-03-02', unit: 'yunxi-renmin', ward: '', place: place('大门', 'Gate') },
        { from: '2026-11-01', unit: null, ward: '', place: place('', '') },
      ],
    },
  ],
};
