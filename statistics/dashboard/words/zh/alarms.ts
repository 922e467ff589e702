import type { Alarm } from '../../../api/shapes.ts';

/** What alarms are called, and what to do. */
export const alarmWords = {
  alarms: {
    kinds: {
      silent: '失去联系',
      deviceDown: '设备停用',
      supplyLow: '耗材将尽',
      supplyOut: '耗材用尽',
      binFull: '回收箱满',
      restored: '流水回退过',
      fork: '流水与统计中心不一致',
      clockAhead: '时钟超前',
      refused: '上报被拒',
    } satisfies Record<Alarm['kind'], string>,
    /** What to do first, in a sentence; the whole page is in docs/alarms. */
    first: {
      silent: '先看机器是否通电、网线是否插好，再看屏幕上写着什么。',
      deviceDown: '先看机器上该设备的指示灯与连线，再进维护界面自检。',
      supplyLow: '今天带上耗材补齐，在维护界面登记数量。',
      supplyOut: '马上补耗材；补好之前，该业务在屏幕上是关闭的。',
      binFull: '回收箱里的卡片交到窗口登记，再在维护界面按“清空回收箱”；出纸口里的报告交到取报告窗口。',
      restored: '查这台机器的硬盘是否换过、恢复过或被复制过，查清后解除。',
      fork: '先断开这台机器的网络，不要删任何文件，交管理员查明。',
      clockAhead: '校准这台机器的时间和对时服务，查清后解除。',
      refused: '看维护界面上的拒绝原因；多半要重新登记这台机器。',
    } satisfies Record<Alarm['kind'], string>,
    open: '未解除',
    none: '没有未解除的告警',
    noneEver: '这段时间没有告警',
    opened: '开始',
    closed: '解除',
    lasted: '持续',
    all: (count: string) => `全部 ${count} 条`,
    close: '解除',
    columns: { what: '告警', where: '终端', first: '先做什么' },
  },
};
