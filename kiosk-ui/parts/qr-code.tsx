import { useMemo } from 'preact/hooks';
import { encode } from 'uqr';
import './qr-code.css';

/** The dark modules as one path, a run of neighbours in a row at a time. */
function drawn(text: string) {
  const { size, data } = encode(text, { ecc: 'M', border: 0 });
  let path = '';
  data.forEach((row, y) => {
    let start = -1;
    for (let x = 0; x <= size; x++) {
      if (row[x] && start < 0) start = x;
      else if (!row[x] && start >= 0) {
        path += `M${start} ${y}h${x - start}v1h${start - x}z`;
        start = -1;
      }
    }
  });
  return { size, path };
}

/** A QR code with the quiet zone of four modules that phones need. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  // Drawn anew each second otherwise; kept no longer than it stands there.
  const { size, path } = useMemo(() => drawn(text), [text]);
  return (
    <svg
      class="qr-code"
      viewBox={`-4 -4 ${size + 8} ${size + 8}`}
      shape-rendering="crispEdges"
      role="img"
      aria-label={label}
    >
      <path d={path} />
    </svg>
  );
}
