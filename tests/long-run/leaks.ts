/** What a bad page would do: it keeps what it took off the glass. Runs in the page. */
export function keepScreens(): void {
  const kept: Node[] = [];
  new MutationObserver((changes) => {
    for (const { removedNodes } of changes) kept.push(...removedNodes);
  }).observe(document, { subtree: true, childList: true });
}
