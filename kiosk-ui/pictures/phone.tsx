import './phone.css';

/** A phone looking at the code (`scan`), or waiting for its owner's password (`password`). */
export function Phone({ act }: { readonly act: 'scan' | 'password' }) {
  return (
    <svg class={`phone ${act}`} viewBox="0 0 80 140" aria-hidden="true" focusable="false">
      <rect class="phone-case" x="2" y="2" width="76" height="136" rx="12" />
      <rect class="phone-glass" x="8" y="12" width="64" height="112" rx="4" />
      <circle class="phone-dot" cx="40" cy="131" r="2.500" />
      {act === 'scan' ? (
        <>
          <path class="finder" d="M18 52V42h10M52 42h10v10M62 76v10H52M28 86H18V76" />
          <path class="code" d="M26 50h8v8h-8zM46 50h8v8h-8zM26 70h8v8h-8zM42 62h6v6h-6zM50 72h5v6h-5zM38 52h4v4h-4z" />
          <path class="beam" d="M16 64h48" />
        </>
      ) : (
        <>
          <path class="finder" d="M31 52v-6a9 9 0 0 1 18 0v6" />
          <rect class="lock" x="26" y="52" width="28" height="22" rx="4" />
          <g class="dots">
            <circle cx="20" cy="96" r="3.500" />
            <circle cx="33.300" cy="96" r="3.500" />
            <circle cx="46.600" cy="96" r="3.500" />
            <circle cx="60" cy="96" r="3.500" />
          </g>
        </>
      )}
    </svg>
  );
}
