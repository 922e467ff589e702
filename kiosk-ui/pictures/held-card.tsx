import './machine.css';

/** A card of any kind being read: it stays where it is. */
export function HeldCard() {
  return (
    <svg class="machine held-card" viewBox="0 0 240 150" aria-hidden="true" focusable="false">
      <rect class="sheet-of" x="50" y="20" width="140" height="90" rx="8" />
      <path class="print" d="M66 44h44M66 58h32M66 72h38M66 92h84" />
      <circle class="face" cx="158" cy="52" r="9" />
      <path class="face" d="M142 80c0-18 32-18 32 0z" />
      <path
        class="waves"
        d="M34 44a34 34 0 0 0 0 42M206 44a34 34 0 0 1 0 42M22 34a50 50 0 0 0 0 62M218 34a50 50 0 0 1 0 62"
      />
    </svg>
  );
}
