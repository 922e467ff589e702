import { CircleCheckBig, Info, TriangleAlert } from 'lucide-preact';
import type { ScreenName } from '../../terminal/screen.ts';
import { Phrases } from '../parts/phrases.tsx';
import type { Stage, View } from '../view.ts';
import { BottomBar } from './bottom-bar.tsx';
import { ComfortBar } from './comfort-bar.tsx';
import './cover.css';
import './frame.css';
import { MainAction } from './main-action.tsx';
import { Progress } from './progress.tsx';
import { takeFocus } from './take-focus.ts';
import { TopLine } from './top-line.tsx';

interface FrameProps {
  readonly name: ScreenName;
  readonly part: string;
  readonly view: View;
  readonly stage: Stage;
  /** Something lies over the screen: nothing under it can be touched. */
  readonly covered: boolean;
  readonly caption: string | undefined;
  /** Whether the page can be shown otherwise here. */
  readonly comforts: boolean;
}

/** What stands around every screen: the top line, errand and sentence, the body, the way back and out, the comforts. */
export function Frame({ name, part, view, stage, covered, caption, comforts }: FrameProps) {
  const { progress, warning } = stage.surround;
  return (
    <div class={`frame frame-${name}`} inert={covered}>
      <TopLine stage={stage} withHospital={name !== 'attract'} serviceDoor={view.serviceDoor} caption={caption} />
      <main class="middle">
        <div class="head">
          {progress && <Progress progress={progress} words={stage.words} />}
          {/* Keyed by screen: a new one's heading takes the focus, by which it is read; only what changes later is told. */}
          <div key={warning ? `${part} warned` : part} class="said" aria-live="polite">
            <h1
              ref={takeFocus}
              tabIndex={-1}
              class="sentence"
              aria-describedby={view.hint === undefined ? undefined : 'hint'}
            >
              {view.mark === 'done' && <CircleCheckBig class="mark mark-done" />}
              {view.mark === 'care' && <TriangleAlert class="mark mark-care" />}
              <Phrases text={view.sentence} />
            </h1>
            {view.hint !== undefined && (
              <p id="hint" class={view.hintMatters ? 'hint hint-matters' : 'hint'}>
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
      {comforts && <ComfortBar stage={stage} />}
    </div>
  );
}
