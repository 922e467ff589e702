import type { Bench } from '../../bench/bench.ts';
import type { Papers } from '../../bench/page/workbench.tsx';

/** Gives what was printed last an address within this tab, the same as long as it is the same paper. */
export function createPaperAddresses(bench: Bench): () => Papers {
  const slip = createAddress('image/svg+xml');
  const report = createAddress('application/pdf');
  return () => ({ slip: slip(bench.slipPicture()), report: report(bench.report()) });
}

function createAddress(media: string): (content: string | Uint8Array | undefined) => string {
  let last: string | Uint8Array | undefined;
  let address = '';
  return (content) => {
    if (content === last) return address;
    last = content;
    URL.revokeObjectURL(address);
    address = content === undefined ? '' : URL.createObjectURL(new Blob([partOf(content)], { type: media }));
    return address;
  };
}

/** A copy of its own: what a printer holds might be shared memory, which a blob refuses. */
const partOf = (content: string | Uint8Array): BlobPart => (typeof content === 'string' ? content : content.slice());
