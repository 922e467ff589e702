import type { DeviceKind } from '../../device-drivers/contract/device-event.ts';
import type { CardMachineFault } from './card-machine.ts';
import type { HidPosScannerFault } from './virtual-hid-pos-scanner.ts';
import type { IdCardReaderFault } from './virtual-id-card-reader.ts';
import type { ReportPrinterFault } from './virtual-ipp-printer.ts';
import type { MagtekReaderFault } from './virtual-magtek-reader.ts';
import type { PcscReaderFault } from './virtual-pcsc-reader.ts';
import type { ReceiptPrinterFault } from './virtual-receipt-printer.ts';

interface FaultWords {
  readonly zh: string;
  readonly en: string;
}
type Faults<Fault extends string> = Readonly<Record<Fault, FaultWords>>;

const words = (zh: string, en: string): FaultWords => ({ zh, en });

/** What befalls an answer on any line. */
const silent = words('不回答', 'no answer');
const late = words('回答迟到', 'answers late');
const noise = words('线上有杂音', 'noise on the line');
const unplugged = words('回答到一半拔线', 'unplugged in mid-answer');
const badChecksum = words('校验和不对', 'bad checksum');

/** Every fault a device of the virtual shelf can be told to have, in a technician's words. */
export const shelfFaults = {
  idCardReader: {
    cardUnreadable: words('卡读不出', 'card unreadable'),
    selfTestFailed: words('自检不过', 'self-test fails'),
    silent,
    late,
    noise,
    badChecksum,
    unplugged,
  } satisfies Faults<IdCardReaderFault>,
  receiptPrinter: {
    silent,
    damaged: words('回答损坏', 'answer damaged'),
    noise,
    late,
    unplugged,
  } satisfies Faults<ReceiptPrinterFault>,
  cardDispenser: {
    jamAtStack: words('卡在卡箱口', 'jams at the stack'),
    jamOnTheWay: words('卡在通道里', 'jams on the way'),
    jamAtGate: words('卡在出卡口', 'jams at the gate'),
    movedByHand: words('卡被手移动', 'card moved by hand'),
    powerCut: words('走卡时断电', 'loses power in mid-movement'),
    stackEmpty: words('说卡箱空', 'stack empty'),
    binFull: words('说回收箱满', 'bin full'),
    silent,
    nak: words('拒收命令 NAK', 'says NAK'),
    chipRefusesWriting: words('芯片拒写', 'chip refuses writing'),
    chipForgetsWriting: words('芯片写了没存', 'chip confirms and forgets'),
    answerLost: words('做了但回答丢失', 'acts, answer lost'),
    badChecksum,
    noise,
    late,
    unplugged,
  } satisfies Faults<CardMachineFault>,
  chipCardReader: {
    collision: words('两张卡在场', 'two cards at once'),
    removedMidway: words('读一半被抽走', 'card pulled out in mid-reading'),
    mute: words('卡不作声', 'card is mute'),
    wrongWord: words('状态字不对', 'wrong status word'),
    heldBack: words('先给 61 再给数据', 'data held back (61xx)'),
    wrongLe: words('要求改长度 6C', 'asks for another length (6Cxx)'),
    late,
    unplugged,
  } satisfies Faults<PcscReaderFault>,
  magneticCardReader: {
    errorBits: words('磁道解不出', 'track undecodable'),
    doubleSwipe: words('一刷报两次', 'one swipe told twice'),
    junk: words('乱报文', 'junk report'),
    failure: words('命令失败', 'command fails'),
    deaf: words('不理命令', 'deaf to commands'),
    silent,
    late,
    unplugged,
  } satisfies Faults<MagtekReaderFault>,
  barcodeScanner: {
    badDecode: words('解错码', 'decodes wrongly'),
    doubleScan: words('一码报两次', 'one code told twice'),
    junk: words('乱报文', 'junk report'),
    wakeRefused: words('唤不醒', 'refuses to wake'),
    silent,
    late,
    unplugged,
  } satisfies Faults<HidPosScannerFault>,
  reportPrinter: {
    jam: words('卡纸', 'jams'),
    paperOut: words('打到一半没纸', 'paper ends'),
    aborted: words('作业中止', 'aborts the job'),
    powerOff: words('打到一半断电', 'loses power in mid-job'),
    busy: words('说忙', 'says it is busy'),
    lostReply: words('收了但回答丢失', 'takes the job, reply lost'),
    silent,
    slow: words('回答慢', 'answers slowly'),
    http500: words('HTTP 500', 'HTTP 500'),
    garbage: words('乱码回答', 'garbled answer'),
  } satisfies Faults<ReportPrinterFault>,
} as const satisfies Readonly<Record<DeviceKind, Faults<string>>>;

export const isFaultOf = (device: DeviceKind, fault: string): boolean => fault in shelfFaults[device];
