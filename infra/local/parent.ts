/**
 * Calls `gone` once when whoever started this process has ended, also by kill -9, which tells nobody. Only where npm started it: its
 * shell stands between no longer, and nobody could stop by Ctrl-C what stays behind. Whoever starts by hand may go and leave it running.
 */
export function watchParent(gone: () => void, everyMs = 1000): void {
  if (process.env.npm_lifecycle_event === undefined) return
  const parent = process.ppid
  const asking = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(asking)
    gone()
  }, everyMs)
  asking.unref()
}
