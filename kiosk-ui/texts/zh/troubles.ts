import type { Trouble } from '../../../terminal/screen/words.ts';
import type { TroubleWords } from '../catalogue.ts';

const elsewhere = '请换一台自助机，或到人工窗口办理。';
const ask = '请带身份证到人工窗口询问。';

export const troubles: Record<Trouble, TroubleWords> = {
  // devices
  noDevice: { happened: '本机有个部件暂不可用', now: elsewhere },
  offline: { happened: '本机有个部件没有接好', now: elsewhere },
  timeOut: { happened: '本机有个部件没有回应', now: elsewhere },
  protocolError: { happened: '本机有个部件需要检查', now: elsewhere },
  hardwareError: { happened: '本机有个部件需要维修', now: elsewhere },
  cardRemoved: { happened: '卡拿开得早了一点', now: '请重新开始，把卡放好，画面变了再取。' },
  cardUnreadable: { happened: '这张卡没有读出来', now: '请重新开始再试一次；若还读不出，请带卡到人工窗口。' },
  cardJammed: { happened: '卡片在机器里卡住了', now: elsewhere },
  stackEmpty: { happened: '本机的新卡发完了', now: elsewhere },
  retainBinFull: { happened: '本机的回收卡箱满了', now: elsewhere },
  cardInvalid: { happened: '这张卡在本机不能用', now: '请换一张卡，或带卡到人工窗口询问。' },
  cardWriteFailed: { happened: '新卡没有写好，已收回', now: elsewhere },
  barcodeInvalid: { happened: '这个码在本机不能用', now: '请换一个码再试，或到人工窗口办理。' },
  tonerOut: { happened: '报告打印机缺墨粉了', now: elsewhere },
  outputFull: { happened: '报告出口放满了', now: '请取走出口里的纸，再重新开始。' },
  jobRefused: { happened: '报告打印机没有接受', now: elsewhere },
  paperOut: { happened: '打印纸用完了', now: elsewhere },
  paperJammed: { happened: '打印纸卡住了', now: elsewhere },
  coverOpen: { happened: '打印机的盖子没有合上', now: elsewhere },
  cutterJammed: { happened: '打印机的切纸刀卡住了', now: elsewhere },
  headOverheated: { happened: '打印机太热，需要休息', now: '请过几分钟再来，或换一台自助机办理。' },

  // who
  patientUnknown: { happened: '没有找到您的就诊档案', now: '请先在本机“办卡”，或带身份证到人工窗口建档。' },
  patientBlocked: { happened: '您暂时不能在自助机办理', now: ask },
  nameDiffers: { happened: '姓名与档案不一致', now: '请带身份证到人工窗口核对姓名。' },
  cardUnknown: { happened: '没有找到这张卡的档案', now: '请换一种方式再试，或带卡到人工窗口询问。' },
  cardLost: { happened: '这张卡已经挂失', now: '请用身份证办理；找回的卡请交到人工窗口。' },
  codeUnusable: { happened: '这个码已经不能用了', now: '请在手机上刷新，再重新开始。' },
  bookingUnknown: { happened: '没有找到这个预约', now: '请核对短信里的预约码，再重新开始。' },
  tooManyTries: { happened: '试的次数太多了', now: '请过一会儿再来，或带身份证到人工窗口办理。' },
  guardianUnusable: { happened: '这位监护人不能办理', now: '请由登记的监护人来办，或到人工窗口询问。' },
  recordExists: { happened: '您已经有就诊档案了', now: '请直接办理业务；需要就诊卡，请选“补卡”。' },
  phoneLimit: { happened: '这个手机号登记满了', now: '请换一个手机号，或到人工窗口办理。' },

  // what
  slotTaken: { happened: '这个时段刚刚被挂满', now: '请重新开始，选择其他时段或其他医生。' },
  alreadyRegistered: { happened: '您已挂过这个科室的号', now: '请按已挂的号就诊；有疑问请到人工窗口询问。' },
  noShowBar: { happened: '爽约次数多，暂不能预约', now: '可以挂当天的号；如有疑问，请到人工窗口询问。' },
  notAllowed: { happened: '这一项不在自助机办理', now: '请带身份证到人工窗口办理。' },
  sameDayOff: { happened: '自助机不挂当天的号', now: '请选择以后的日期，或到人工窗口挂号。' },
  tooEarly: { happened: '还没到取号的时间', now: '请在取号时间开始后再来。' },
  tooLate: { happened: '取号的时间已经过了', now: '请到人工窗口询问，或重新挂号。' },
  wrongDay: { happened: '这个预约不是今天的', now: '请在预约的那一天来取号。' },
  alreadyCollected: { happened: '这个号已经取过了', now: '请按取到的号候诊；凭条丢了，可以选“补打凭条”。' },
  alreadyCancelled: { happened: '这个号已经退过了', now: '如还要就诊，请重新挂号。' },
  billPaid: { happened: '这笔费用已经付过了', now: '请不要再付；凭条可以在“补打凭条”里打印。' },
  beingPaid: { happened: '这笔费用正在别处支付', now: '请等那边付完，或几分钟后再来。' },
  hasCard: { happened: '您已经有就诊卡了', now: '请用手里的卡；卡丢了，请选“补卡”。' },
  noCard: { happened: '您还没有办过就诊卡', now: '请重新开始，选“办新卡”。' },
  notReady: { happened: '报告还没有出来', now: '请稍后再来打印，或询问开单的医生。' },
  quotaUsed: { happened: '报告的打印次数用完了', now: '如还需要，请到人工窗口打印。' },
  clinicCancelled: { happened: '这个门诊临时停诊了', now: '请重新挂号，或到人工窗口询问。' },
  serviceGiven: { happened: '这一项已使用，不能退', now: '如有疑问，请到人工窗口询问。' },
  notReleased: { happened: '这一项还没有同意退', now: '请先找开单的医生同意退费，再来办理。' },
  insuranceRefused: { happened: '医保没有接受这笔费用', now: '请带社保卡到人工窗口办理。' },
  insuranceNotUndone: { happened: '医保的部分还没有撤回', now: '请带下面的编号到人工窗口办理。' },

  // nothing there
  noDepartments: { happened: '这一天没有门诊可挂', now: '请选择其他日期，或到人工窗口询问。' },
  noBookings: { happened: '没有找到您的预约', now: '如要就诊，请选“挂号”；有疑问请到人工窗口询问。' },
  noBills: { happened: '现在没有要缴的费用', now: '如医生刚开单，请稍等一会儿再来。' },
  noTransactions: { happened: '这段时间没有缴费记录', now: '请选择更长的时间再查。' },
  noReports: { happened: '现在没有可打印的报告', now: '请稍后再来，或询问开单的医生。' },
  noSlips: { happened: '没有可以补打的凭条', now: '如有疑问，请到人工窗口询问。' },

  // how
  hospitalSilent: { happened: '医院系统暂时没有回应', now: '请稍后再来，或到人工窗口办理。' },
  hospitalRefused: { happened: '医院没有接受这次办理', now: ask },
  notPaid: { happened: '没有等到您的付款', now: '这次办理已经取消。如需办理，请重新开始。' },
  paidLate: { happened: '付款晚了，没有办成', now: '如需办理，请重新开始。' },
  paidElsewhere: { happened: '这笔费用已在别处付过', now: '请按已付的凭证继续就诊，不用再付。' },
  cancelled: { happened: '这次支付已经取消', now: '如需办理，请重新开始。' },
  priceChanged: { happened: '价格刚刚有变动', now: '请重新开始，按新的价格办理。' },
  lateConfirmation: { happened: '办理结果还没有出来', now: '请到人工窗口查询结果，先不要重复办理。' },
  refundBounced: { happened: '退款没能退到付款账户', now: '请带下面的编号到人工窗口领取退款。' },
  cardCaptured: { happened: '新卡办好了，由窗口保管', now: '请带身份证到人工窗口领卡。' },
  pagesLeft: { happened: '还有几页没有打出来', now: '请先取走已打的几页；其余的可在其他自助机打印。' },
  terminalFault: { happened: '本机需要停下来检查', now: elsewhere },
};
