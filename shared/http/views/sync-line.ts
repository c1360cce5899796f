import type { SyncLine, Telling } from '../../dossier/history/sync-line.ts'
import type { Shown } from '../schemas.ts'

export function showSyncLine(line: SyncLine): Shown<'readSync'> {
  const { dossier, code, owed, unsentSince, sent, acknowledged, refused, number, answer, whole } = line
  return {
    dossier,
    code,
    owed: owed && { event: owed.n, at: owed.at },
    unsentSince,
    sent: sent && showTelling(sent),
    acknowledged: acknowledged && showTelling(acknowledged),
    refused: refused && { event: refused.n, code: refused.code, at: refused.at, times: refused.times },
    number,
    answer: answer && { ...answer },
    whole: whole && { ...whole },
  }
}

function showTelling({ n, status, at }: Telling) {
  return { event: n, status, at }
}
