/** What a clerk's papers say, in words. */

import type { OrderedRefusal } from '../../../../hospital/confirmations.ts';
import type { DeskBooking, DeskCard, DeskReport, DeskTransaction } from '../../../../hospital/desk.ts';

interface Words {
  readonly zh: string;
  readonly en: string;
}
const words = (zh: string, en: string): Words => ({ zh, en });

export const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`;

/** A field in yuan, as the whole fen of a command. */
export const fenOf = (text: string): number => Math.round(Number(text) * 100);

export const bookingWords: Readonly<Record<DeskBooking['state'], Words>> = {
  booked: words('已约', 'booked'),
  collected: words('已取号', 'collected'),
  checkedIn: words('已报到', 'checked in'),
  seen: words('已就诊', 'seen'),
  cancelled: words('已退', 'cancelled'),
  missed: words('爽约', 'missed'),
};

export const bookingPaymentWords: Readonly<Record<DeskBooking['payment'], Words>> = {
  prepaid: words('已付', 'prepaid'),
  unpaid: words('未付', 'unpaid'),
  free: words('免费', 'free'),
};

export const reportWords: Readonly<Record<DeskReport['state'], Words>> = {
  ready: words('可打印', 'ready'),
  notAudited: words('未审核', 'not audited'),
  withheld: words('危急值，不发', 'withheld'),
  printed: words('已打印', 'printed'),
  quotaUsed: words('今日页数已满', 'quota used'),
  elsewhere: words('外院', 'of another hospital'),
};

export const itemWords: Readonly<Record<DeskTransaction['items'][number]['state'], Words>> = {
  given: words('已执行', 'given'),
  open: words('未执行', 'open'),
  released: words('准退', 'released'),
  refunded: words('已退', 'refunded'),
};

export const refundWords: Readonly<Record<DeskTransaction['refunds'][number]['state'], Words>> = {
  accepted: words('退款中', 'on its way'),
  arrived: words('已到账', 'arrived'),
  failed: words('被退回', 'bounced'),
};

export const channelWords: Readonly<Record<DeskTransaction['channel'], string>> = {
  app: 'App',
  website: '网站',
  phone: '电话',
  window: '窗口',
  terminal: '终端',
  familyDoctor: '家庭医生',
  oneAccount: '一网通',
};

export const cardWords: Readonly<Record<DeskCard['state'], Words>> = {
  bound: words('已绑定', 'bound'),
  handedOver: words('在手', 'handed over'),
  captured: words('在窗口', 'at the window'),
  lost: words('已挂失', 'lost'),
};

export const refusalWords: Readonly<Record<OrderedRefusal, Words>> = {
  confirmationRefused: words('不予确认', 'confirmationRefused'),
  lockUnknown: words('没有这个锁定', 'lockUnknown'),
  lockExpired: words('锁定已过期', 'lockExpired'),
  notPaid: words('没付款', 'notPaid'),
  notSettled: words('医保没结算', 'notSettled'),
  clinicCancelled: words('停诊', 'clinicCancelled'),
  paidElsewhere: words('已在别处付', 'paidElsewhere'),
};

export const settlementWords = {
  insuranceRefused: words('医保拒付', 'insuranceRefused'),
  amountDiffers: words('金额不符', 'amountDiffers'),
} as const;
