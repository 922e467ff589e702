/** Keys that the page itself has a use for: whatever else a keyboard can send is the browser's, and ours to keep from it. */
const ours = /^(Enter|Tab| )$/;

/**
 * Keeps the browser from every key and wheel of its own: before anything on the page hears of them, since whoever hears
 * first has the say. The page still hears them all.
 */
export function guardKeys(page: Window): void {
  page.addEventListener(
    'keydown',
    (event) => {
      const { key, altKey, ctrlKey, metaKey } = event;
      if (altKey || ctrlKey || metaKey || !ours.test(key)) event.preventDefault();
    },
    true,
  );
  // A wheel with Ctrl enlarges.
  page.addEventListener('wheel', (event) => event.preventDefault(), { capture: true, passive: false });
}
