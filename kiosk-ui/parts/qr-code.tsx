import { encode } from 'uqr';
import './qr-code.css';

let last: { readonly text: string; readonly size: number; readonly path: string } | undefined;

/** The dark modules as one path, a run of neighbours in a row at a time. One code is shown many times: it is kept. */
function drawn(text: string) {
  if (last?.text === text) return last;
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
  last = { text, size, path };
  return last;
}

/** A QR code with the quiet zone of four modules that phones need. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, path } = drawn(text);
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
