import { useEffect, useRef } from 'preact/hooks';
import type { ScreenEvent } from './moment-of.ts';

/** The screen that stood, drawn by the patients' page itself. */
export function PastScreen({ event: { screen, surround, revision } }: { readonly event: ScreenEvent }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const show = () =>
    frame.current?.contentWindow?.postMessage(JSON.stringify({ screen, surround, revision }), location.origin);
  useEffect(show, [screen]);
  return (
    <iframe
      ref={frame}
      class="past-screen"
      src="./past.html"
      title="那一刻的屏幕 The screen at that moment"
      onLoad={show}
    />
  );
}
