import { CircleCheckBig, Info, TriangleAlert } from 'lucide-preact';
import type { ScreenName } from '../../terminal/screen.ts';
import type { Stage, View } from '../view.ts';
import { BottomBar } from './bottom-bar.tsx';
import './cover.css';
import './frame.css';
import { MainAction } from './main-action.tsx';
import { Progress } from './progress.tsx';
import { takeFocus } from './take-focus.ts';
import { TopLine } from './top-line.tsx';

interface FrameProps {
  readonly name: ScreenName;
  readonly view: View;
  readonly stage: Stage;
  /** Something lies over the screen: nothing under it can be touched. */
  readonly covered: boolean;
}

/** What stands around every screen: the top line, errand and sentence, the body, the bottom bar. */
export function Frame({ name, view, stage, covered }: FrameProps) {
  const { progress } = stage.surround;
  const part = view.part === undefined ? name : `${name} ${view.part}`;
  return (
    <div class={`frame frame-${name}`} inert={covered}>
      <TopLine stage={stage} withHospital={name !== 'attract'} serviceDoor={view.serviceDoor} />
      <main class="middle">
        <div class="head">
          {progress && <Progress progress={progress} words={stage.words} />}
          <div class="said" aria-live="polite">
            {/* Keyed by screen: a new screen's heading is a new element, and takes the focus. */}
            <h1 key={covered ? `${part} covered` : part} ref={takeFocus} tabIndex={-1} class="sentence">
              {view.mark === 'done' && <CircleCheckBig class="mark mark-done" />}
              {view.mark === 'care' && <TriangleAlert class="mark mark-care" />}
              <span>{view.sentence}</span>
            </h1>
            {view.hint !== undefined && (
              <p class={view.hintMatters ? 'hint hint-matters' : 'hint'}>
                {view.hintMatters && <Info class="icon" />}
                <span>{view.hint}</span>
              </p>
            )}
          </div>
        </div>
        <div key={part} class="body">
          {view.body}
          {view.action && <MainAction action={view.action} tap={stage.tap} />}
        </div>
      </main>
      <BottomBar view={view} stage={stage} />
    </div>
  );
}
