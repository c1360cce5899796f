import { openTableProxy, type Refusal, type TableProxy } from '../../infra/bench/table-proxy.ts'

export interface QuarrelsomeTable extends TableProxy {
  /** From now on so many of a hundred transactions that write an event meet another one. */
  quarrel(percent: number): void
  counted(): { transactions: number; refused: number }
}

/** The embedded table never refuses a transaction because another holds its items; AWS does. This one does too. */
export async function openQuarrelsomeTable(behind: string, seed: number): Promise<QuarrelsomeTable> {
  let percent = 0
  let state = seed
  const count = { transactions: 0, refused: 0 }
  const chance = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const proxy = await openTableProxy(behind, {
    asked(operation, body): Refusal | undefined {
      if (percent === 0 || operation !== 'TransactWriteItems') return undefined
      count.transactions += 1
      if (chance() * 100 >= percent) return undefined
      count.refused += 1
      return conflict(Array.isArray(body.TransactItems) ? body.TransactItems.length : 1)
    },
  })
  const quarrel = (to: number) => {
    percent = to
  }
  return { ...proxy, quarrel, counted: () => ({ ...count }) }
}

/** As AWS words it: one reason for each item, the last one the item that was held. */
function conflict(items: number): Refusal {
  const reasons = Array.from({ length: items }, (_, place) =>
    place === items - 1
      ? { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' }
      : { Code: 'None' },
  )
  const codes = reasons.map((reason) => reason.Code).join(', ')
  return {
    status: 400,
    body: {
      __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
      Message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
      CancellationReasons: reasons,
    },
  }
}
