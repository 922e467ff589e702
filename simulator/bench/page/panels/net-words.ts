/** What can go wrong between a terminal and a hospital, in a technician's words. */
import type { VerbName } from '../../../../terminal/hospital/contract.ts';
import type { MisbehaviourName } from '../../../hospital/misbehaviour.ts';
import type { Weather } from '../../../rehearsal/weather.ts';

interface Words {
  readonly zh: string;
  readonly en: string;
}
const words = (zh: string, en: string): Words => ({ zh, en });

export const weatherWords: Readonly<Record<Weather, Words>> = {
  fair: words('正常', 'fair'),
  slow: words('慢 6 秒', 'slow'),
  silent: words('石沉大海', 'silent'),
  refusing: words('拒绝连接', 'refusing'),
  flapping: words('时断时续', 'flapping'),
  maintenance: words('维护中 503', 'serviced'),
};

export const misbehaviourWords: Readonly<Record<MisbehaviourName, Words>> = {
  slow: words('办了，回答很慢', 'acts, answers late'),
  silent: words('没收到，也不回答', 'never arrives, no answer'),
  mute: words('办了，不回答', 'acts, no answer'),
  straggler: words('很久以后才办，不回答', 'acts long after, no answer'),
  lostRequest: words('请求丢了，连接断开', 'request lost'),
  lostReply: words('办了，回答丢了', 'acts, reply lost'),
  serverError: words('没办，HTTP 500', 'HTTP 500, nothing done'),
  errorAfterActing: words('办了，却说 HTTP 500', 'HTTP 500 although done'),
  proxyPage: words('代理的登录页顶替回答', 'a proxy’s log-in page'),
  miscounted: words('统筹多算一分', 'a fen too much of insurance'),
  duplicate: words('同一请求到了两次', 'arrives twice'),
  lateDuplicate: words('很久以后又到一次', 'arrives once more, long after'),
};

/** Those in which something is late, and a number of seconds says by how much. */
export const late: readonly MisbehaviourName[] = ['slow', 'straggler', 'lateDuplicate'];

export const targetWords: Readonly<Record<VerbName | 'any', Words>> = {
  any: words('任何请求', 'any request'),
  getCapabilities: words('医院能力', 'getCapabilities'),
  findPatient: words('找患者', 'findPatient'),
  createRecord: words('建档', 'createRecord'),
  getRecordRequest: words('查建档', 'getRecordRequest'),
  listDepartments: words('科室', 'listDepartments'),
  listDoctors: words('医生', 'listDoctors'),
  lock: words('锁定', 'lock'),
  getLock: words('查锁定', 'getLock'),
  releaseLock: words('释放', 'releaseLock'),
  trialInsurance: words('医保预结算', 'trialInsurance'),
  confirm: words('确认', 'confirm'),
  getConfirmation: words('查确认', 'getConfirmation'),
  reportCardDelivery: words('报告发卡', 'reportCardDelivery'),
  getCardDelivery: words('查发卡', 'getCardDelivery'),
  createPaymentOrder: words('下单', 'createPaymentOrder'),
  getPaymentOrder: words('查订单', 'getPaymentOrder'),
  chargePayerCode: words('扫码扣款', 'chargePayerCode'),
  closePaymentOrder: words('关订单', 'closePaymentOrder'),
  refundPayment: words('退款', 'refundPayment'),
  getRefund: words('查退款', 'getRefund'),
  settleInsurance: words('医保结算', 'settleInsurance'),
  getInsuranceSettlement: words('查医保结算', 'getInsuranceSettlement'),
  undoInsurance: words('撤销医保结算', 'undoInsurance'),
  listBookings: words('预约', 'listBookings'),
  cancelBooking: words('退号', 'cancelBooking'),
  getCancellation: words('查退号', 'getCancellation'),
  listBills: words('账单', 'listBills'),
  listTransactions: words('交易', 'listTransactions'),
  listReports: words('报告', 'listReports'),
  getReport: words('看报告', 'getReport'),
  getReportDocument: words('报告文件', 'getReportDocument'),
  listPrices: words('价格', 'listPrices'),
  getLedger: words('账目', 'getLedger'),
  listNotices: words('通知', 'listNotices'),
};
