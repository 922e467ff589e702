import type { EndWords } from '../catalogue.ts';

export const endWords: EndWords = {
  done: {
    registered: '挂号成功',
    booked: '预约成功',
    collected: '取号成功',
    checkedIn: '签到成功',
    cancelled: '已为您退号',
    paid: '缴费成功',
    cardIssued: '办卡成功',
    refunded: '退费成功',
    refundAccepted: '退费已受理',
    recordsPrinted: '明细已打印',
    reportsPrinted: '报告已打印',
    slipPrinted: '凭条已打印',
  },
  things: {
    idCard: { take: '取回身份证', from: '在屏幕下方的右侧' },
    hospitalCard: { take: '取走您的卡', from: '在台面下方的卡口' },
    slip: { take: '取走凭条', from: '在屏幕下方的左侧' },
    reports: { take: '取走报告', from: '在台面下方的出纸口' },
  },
  printing: {
    slip: { sentence: '正在打印凭条', from: '凭条从屏幕下方的左侧出来' },
    reports: { sentence: '正在打印报告', from: '报告从台面下方的出纸口出来' },
  },
  money: {
    untouched: () => '没有扣款，您不用付任何费用。',
    kept: (amount) => `已付 ${amount}，已经办成的部分有效。`,
    refunded: (amount) => `已付 ${amount}，已经原路退回您的付款账户。`,
    refunding: (amount) => `已付 ${amount}，将原路退回，1–3 个工作日到账，您不用做什么。`,
    settling: (amount) => `${amount} 是否付成还在核对。若已付而没有办成，会原路退回。请不要再付一次。`,
    window: (amount) => `已付 ${amount}，需要在人工窗口退还。请带上下面的编号。`,
  },
};
