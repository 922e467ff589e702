import type { WorldView } from '../../message.ts';
import type { Ask } from '../../request.ts';

interface RecordingProps {
  readonly recording: WorldView['recording'];
  /** The file of the last recording. */
  readonly recorded: string | undefined;
  readonly ask: Ask;
}

/** Writes down what is done, from the beginning of a world of its own, as a scenario. */
export function RecordingButton({ recording, recorded, ask }: RecordingProps) {
  return (
    <div class="recording">
      <button
        type="button"
        aria-pressed={recording !== undefined}
        title="从头开始一个新世界，把每一下都记下来 a new world, every hand written down"
        onClick={() => ask({ kind: 'record', on: recording === undefined })}
      >
        {recording ? `停止录制 Stop (${recording.steps})` : '录制 Record'}
      </button>
      {recorded !== undefined && (
        <a href={`data:text/yaml;charset=utf-8,${encodeURIComponent(recorded)}`} download="recording.scenario.yaml">
          存下剧本 <small>Save the scenario</small>
        </a>
      )}
    </div>
  );
}
