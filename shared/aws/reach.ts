import { Outage } from '../outage.ts'

const passing =
  /Throttl|TooManyRequests|ProvisionedThroughput|RequestLimit|SlowDown|Timeout|InProgress|TransactionConflict/

/** Calls a neighbour; what may pass with time becomes an Outage, everything else stays the defect it is. */
export async function reach<T>(neighbour: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    if (mayPass(error)) throw new Outage(neighbour, error)
    throw error
  }
}

function mayPass(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { $fault, $metadata, code } = describeFault(error)
  if (passing.test(error.name)) return true
  if ($fault === 'server' || ($metadata?.httpStatusCode ?? 0) >= 500) return true
  return $fault === undefined && code !== undefined && /^E[A-Z]+$/.test(code) && !code.startsWith('ERR_')
}

interface Fault {
  $fault?: 'client' | 'server'
  $metadata?: { httpStatusCode?: number }
  code?: string
}

/** The SDK's errors carry these fields; the network's carry a code. */
function describeFault(error: Error): Fault {
  return error as Fault
}

/** Whether an error is the neighbour's own answer, and not its silence. */
export function isAnswered(error: unknown): boolean {
  return error instanceof Error && describeFault(error).$metadata?.httpStatusCode !== undefined
}

/** Whether a conditional write was refused because its condition did not hold. */
export function isRefused(error: unknown): boolean {
  return error instanceof Error && error.name === 'ConditionalCheckFailedException'
}

/** Whether what was asked for does not exist. */
export function isAbsent(error: unknown): boolean {
  return (
    error instanceof Error &&
    (/^(NotFound|NoSuchKey|ResourceNotFoundException)$/.test(error.name) ||
      describeFault(error).$metadata?.httpStatusCode === 404)
  )
}

/** Why each item of a cancelled transaction was refused; empty when the error is another. */
export function refusalsOf(error: unknown): string[] {
  if (!(error instanceof Error) || !('CancellationReasons' in error)) return []
  const reasons: unknown = error.CancellationReasons
  if (!Array.isArray(reasons)) return []
  return reasons.map((reason: { Code?: string }) => reason.Code ?? 'None')
}

/** Whether a condition of the transaction did not hold. */
export function isRefusedTransaction(error: unknown): boolean {
  return refusalsOf(error).includes('ConditionalCheckFailed')
}
