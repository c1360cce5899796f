import { type Finding, finding } from './findings.ts'
import { nextOf, type Step } from './workflow.ts'

/** Numbering, ways on, the deciding step and the flags of leaving: what can be told from the steps alone. */
export function lintRoads(steps: readonly Step[]): Finding[] {
  const gap = lintNumbering(steps)
  const wrong = steps.flatMap((step) => lintNext(step, steps))
  // Where the ways are broken, what lies behind them is not told a second time.
  const behind = gap.length + wrong.length > 0 ? [] : lintReach(steps)
  return [...gap, ...wrong, ...behind, ...lintDecision(steps), ...lintMembers(steps), ...lintLeaves(steps)]
}

/** Hours of the longest way through; ways that turn back are not walked twice. */
export function longestRoad(steps: readonly Step[]): number {
  const byNumber = new Map(steps.map((step) => [step.n, step]))
  const known = new Map<number, number>()
  const from = (step: Step): number => {
    const before = known.get(step.n)
    if (before !== undefined) return before
    const on = nextOf(step, steps).flatMap((n) => (n > step.n ? (byNumber.get(n) ?? []) : []))
    const hours = step.hours + Math.max(0, ...on.map(from))
    known.set(step.n, hours)
    return hours
  }
  // A table with a gap in its numbers is still one way: its parts are summed.
  const starts = steps.filter((step) => !byNumber.has(step.n - 1))
  return starts.reduce((sum, step) => sum + from(step), 0)
}

function lintNumbering(steps: readonly Step[]): Finding[] {
  const wrong = steps.findIndex(({ n }, index) => n !== index + 1)
  const step = steps[wrong]
  if (step === undefined) return []
  return [finding('numbering-gap', `Số thứ tự bước không liên tục: sau bước ${wrong} là bước ${step.n}.`)]
}

function lintNext(step: Step, steps: readonly Step[]): Finding[] {
  return (step.next ?? []).flatMap((n) => {
    if (!steps.some((other) => other.n === n)) {
      return [finding('dangling-next', `Bước ${step.n} (${step.name}) chuyển tới bước ${n}, bước này không có.`)]
    }
    // What goes back is passed back by an act with a reason; a way of the plan only leads on.
    return n > step.n ? [] : [finding('turns-back', `Bước ${step.n} (${step.name}) chuyển ngược về bước ${n}.`)]
  })
}

function lintReach(steps: readonly Step[]): Finding[] {
  const reached = reachedFrom(steps, () => true)
  return steps
    .filter(({ n }) => !reached.has(n))
    .map(({ n, name }) => finding('unreachable-step', `Không bước nào dẫn tới bước ${n} (${name}).`))
}

/** Numbers that can be come to from the first step, going on only through steps that `pass` lets through. */
function reachedFrom(steps: readonly Step[], pass: (step: Step) => boolean): ReadonlySet<number> {
  const reached = new Set<number>(steps.slice(0, 1).map(({ n }) => n))
  for (const step of steps) {
    if (reached.has(step.n) && pass(step)) for (const n of nextOf(step, steps)) reached.add(n)
  }
  return reached
}

function lintDecision(steps: readonly Step[]): Finding[] {
  const deciding = steps.find((step) => step.decides) ?? steps.findLast(({ owner }) => owner.room !== 'desk')
  if (!deciding) return [finding('deciding-step-missing', 'Không có bước nào quyết định kết quả.')]
  const around = reachedFrom(steps, (step) => step.n !== deciding.n)
  const last = steps.at(-1)
  if (!last || last.n === deciding.n || !around.has(last.n)) return []
  return [
    finding(
      'deciding-step-missing',
      `Có đường đi tới bước cuối mà không qua bước quyết định ${deciding.n} (${deciding.name}).`,
    ),
  ]
}

/** Every member of a group signs a result of its own, so it needs a step where that is done. */
function lintMembers(steps: readonly Step[]): Finding[] {
  const members = new Set(steps.flatMap(({ member }) => member ?? []))
  return [...members].flatMap((code) => {
    const own = steps.filter(({ member }) => member === code)
    if (own.some(({ decides, owner }) => decides || owner.room !== 'desk')) return []
    return [finding('deciding-step-missing', `Thủ tục thành phần ${code} không có bước nào quyết định kết quả.`)]
  })
}

function lintLeaves(steps: readonly Step[]): Finding[] {
  return steps.flatMap((step) => {
    const before = steps.filter((other) => nextOf(other, steps).includes(step.n))
    const leaves = before.some((other) => other.owner.agency !== step.owner.agency)
    if (before.length === 0 || leaves === step.leaves) return []
    const says = leaves ? 'do cơ quan khác bước trước giữ nhưng không ghi là rời' : 'ghi là rời nhưng vẫn ở'
    return [finding('leaves-wrong', `Bước ${step.n} (${step.name}) ${says} cơ quan.`)]
  })
}
