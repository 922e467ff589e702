import './caption.css';

/** What the voice says, to be read; in the place of the quiet line. Those who hear the page have heard it already. */
export const Caption = ({ text }: { readonly text: string }) => (
  <p class="caption" aria-hidden="true">
    <span>{text}</span>
  </p>
);
