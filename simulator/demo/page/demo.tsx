import type { Send } from '../../bench/page/panel.tsx';
import { type Papers, Workbench } from '../../bench/page/workbench.tsx';
import type { BenchView } from '../../rehearsal/device-views.ts';

export interface DemoProps {
  readonly view: BenchView;
  readonly papers: Papers;
  readonly send: Send;
  readonly inServiceWorker: boolean;
  /** Requests the virtual hospital has answered. */
  readonly answered: number;
}

/** The kiosk's glass beside the bench, and above both what this is and what it is not. */
export function Demo({ view, papers, send, inServiceWorker, answered }: DemoProps) {
  return (
    <>
      <header class="about">
        <h1>
          自助终端演示 <small lang="en">Kiosk demonstration</small>
        </h1>
        <Notes />
        <Way inServiceWorker={inServiceWorker} answered={answered} />
      </header>
      <div class="glass">
        <iframe src={view.kiosk} title="终端的屏幕 The kiosk’s screen" />
      </div>
      <main id="bench">
        <Workbench view={view} papers={papers} send={send} />
      </main>
    </>
  );
}

function Notes() {
  return (
    <div class="notes">
      <div>
        <p>
          整台终端都在这个网页里运行：后面没有真的医院、设备和钱。<b>人、医生、证件和号码全是编的</b>
          ；医院只借用了公开资料里的名字，与这个演示无关。
        </p>
        <p>
          <b>日志只在内存里</b>：刷新或关闭网页，一切从头开始。真的终端把日志写在磁盘上，断电也不丢。
        </p>
        <p>试一试：点屏幕，选“挂号”，再点右边一个人的名字放上身份证；选好之后点“付款”，凭条就在打印机里。</p>
      </div>
      <div lang="en">
        <p>
          The whole terminal runs in this page; behind it there is no real hospital, device or money.{' '}
          <b>Patients, doctors, cards and numbers are all invented</b>; of the hospital only the name is real, out of
          public bulletins, and it has no part in this.
        </p>
        <p>
          <b>The journal is kept in memory only</b>: reload or close the page and everything begins anew. A real
          terminal keeps it on disk, through a power cut.
        </p>
        <p>
          Try it: touch the screen, choose Register, and put on somebody’s ID card by the name beside it; choose, press
          Pay, and read the slip in the printer.
        </p>
      </div>
    </div>
  );
}

function Way({ inServiceWorker, answered }: { inServiceWorker: boolean; answered: number }) {
  const [zh, en] = inServiceWorker
    ? [
        '终端发出的请求由这个网页的 Service Worker 接住，交给虚拟医院',
        'The terminal’s requests go through this page’s service worker to the virtual hospital',
      ]
    : [
        '这里不能用 Service Worker（要 https 或 localhost）：请求没有离开网页，直接交给虚拟医院',
        'No service worker here (it takes https or localhost): requests do not leave the page on their way to the virtual hospital',
      ];
  return (
    <p class="state" role="status">
      {zh}，已答 {answered} 次。<span lang="en">{`${en}: ${answered} answered.`}</span>
    </p>
  );
}
