import './slow-line.css';

/** Something is going on: a line that grows ever more slowly and never comes round again. */
export const SlowLine = () => <div class="slow-line" aria-hidden="true" />;
