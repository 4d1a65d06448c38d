/** How often the parent is looked at, milliseconds. */
const EVERY_MS = 250;

/**
 * Calls the listener once when `npm`, as which a user sees the whole, has gone: after its `kill -9` (or that of its
 * window) this process would live on unseen, and hold its ports and its data folder against the next start.
 * Does nothing where npm did not start this process.
 */
export function onStarterGone(listener: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const starter = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === starter) return;
    clearInterval(watch);
    listener();
  }, EVERY_MS);
  watch.unref();
}
