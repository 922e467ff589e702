import type { SnapshotFrom } from 'xstate';
import { type DeviceKind, deviceKinds } from '../../../device-drivers/contract/device-event.ts';
import type { Row, TechnicianDevice } from '../../screen/parts.ts';
import type { Screen } from '../../screen.ts';
import { actionsOf } from '../../technician/action.ts';
import { type DeviceStatuses, stateOf } from '../../technician/device-state.ts';
import type { Supplies } from '../../technician/supply-state.ts';
import type { ReportingFacts } from '../../usage/reporting.ts';
import type { technicianMachine } from './technician-machine.ts';

type Snapshot = SnapshotFrom<typeof technicianMachine>;

/** What the terminal knows beside the errand. */
export interface TechnicianFacts {
  readonly statuses: DeviceStatuses;
  readonly supplies: Supplies;
  readonly inService: boolean;
  /** Orders that are not at their end yet. */
  readonly openOrders: number;
  /** Slips that could not be printed and wait to be reprinted. */
  readonly keptSlips: number;
  /** Absent where nothing is reported. */
  readonly reporting?: ReportingFacts;
}

export function technicianScreen(snapshot: Snapshot | undefined, facts: TechnicianFacts): Screen {
  if (!snapshot) return { name: 'working', work: 'asking' };
  const { again, chosen } = snapshot.context;
  const once = again === undefined ? {} : { again };
  if (snapshot.matches('askingPin')) return { name: 'enterNumber', what: 'pin', ...once };
  if (snapshot.matches('askingCode')) return { name: 'enterNumber', what: 'oneTimeCode', ...once };
  if (snapshot.matches({ inside: 'testing' })) return { name: 'working', work: 'testingDevice' };
  if (snapshot.matches({ inside: 'counting' })) {
    return { name: 'enterNumber', what: chosen?.name === 'sheets' ? 'sheets' : 'cards', ...once };
  }
  return snapshot.matches('inside') ? overview(snapshot, facts) : { name: 'working', work: 'asking' };
}

function overview({ context: { last } }: Snapshot, facts: TechnicianFacts): Screen {
  const { statuses, supplies, inService, openOrders, keptSlips, reporting } = facts;
  return {
    name: 'technician',
    devices: deviceKinds.flatMap((device): TechnicianDevice[] => {
      const state = stateOf(device, statuses);
      return state ? [{ device, ...state, rows: countersOf(device, supplies), actions: actionsOf[device] }] : [];
    }),
    inService,
    rows: [
      { label: 'orders', value: { count: openOrders } },
      { label: 'slips', value: { count: keptSlips } },
      ...(reporting ? reportingRows(reporting) : []),
    ],
    ...(last && {
      outcome: {
        device: last.device,
        ok: last.outcome.ok,
        ...(!last.outcome.ok && { fault: last.outcome.fault }),
      },
    }),
  };
}

/** The refusal stands by its code: it is what whoever runs the hub goes by. */
function reportingRows({ waiting, sent, refused }: ReportingFacts): Row[] {
  return [
    { label: 'unsent', value: { count: waiting } },
    ...(sent ? [{ label: 'sent', value: sent } as const] : []),
    ...(refused === undefined ? [] : [{ label: 'refused', value: { plain: refused } } as const]),
  ];
}

/** What is left is told once somebody has counted: before, nobody knows. */
function countersOf(device: DeviceKind, { cards, sheets, bin }: Supplies): Row[] {
  if (device === 'cardDispenser') {
    const left: Row[] = cards ? [{ label: 'cards', value: { count: cards.left } }] : [];
    return [...left, { label: 'captured', value: { count: bin } }];
  }
  return device === 'reportPrinter' && sheets ? [{ label: 'sheets', value: { count: sheets.left } }] : [];
}
