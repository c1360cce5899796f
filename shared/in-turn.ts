/**
 * Runs the steps of a job one after the other, whether or not the one before was well. When all have had their turn, throws
 * what failed first.
 */
export async function inTurn(...steps: readonly (() => unknown)[]): Promise<void> {
  const failed: unknown[] = []
  for (const step of steps) {
    const [run] = await Promise.allSettled([(async () => step())()])
    if (run.status === 'rejected') failed.push(run.reason)
  }
  if (failed.length > 0) throw failed[0]
}
