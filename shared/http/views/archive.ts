import type * as z from 'zod'
import type { ArchiveJob } from '../../desk/audit/archive-job.ts'
import type { archiveRow } from '../schemas/printing.ts'

const states = { queued: 'Đang trích xuất', ready: 'Đã xong, tải được', failed: 'Không trích xuất được' } as const
const failures = {
  'file-gone': 'Một tệp của hồ sơ không còn; cơ quan phải tìm lại tệp trước',
  'too-big': 'Hồ sơ lớn hơn một tệp zip chứa được (4 GB)',
  'set-aside': 'Hệ thống chưa làm được vì sự cố và đã báo người quản trị; xin lại thì làm lại từ đầu',
} as const

export function showArchive(job: ArchiveJob): z.input<ReturnType<typeof archiveRow>> {
  const { id, state, askedAt, endedAt, size, sha256, failure } = job
  return {
    ...{ id, askedAt, endedAt, size, sha256 },
    state: { code: state, term: states[state] },
    failure: failure && { code: failure, term: failures[failure] },
  }
}
