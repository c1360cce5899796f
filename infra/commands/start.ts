/** `npm start`: the whole system on this machine, until Ctrl-C. Says where everything is. */
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { whyUnusable } from '../local/data-folder.ts'
import { FolderTaken, isHeld } from '../local/data-lock.ts'
import { type Everything, startEverything } from '../local/everything.ts'
import type { DemoAccount } from '../local/identity/accounts.ts'
import { watchParent } from '../local/parent.ts'
import { findTaken, firstPort, portsFrom } from '../local/ports.ts'
import { openRunnerLog } from '../local/runner-log.ts'

const begun = performance.now()
const dataDir = resolve(process.env.MOT_CUA_DATA ?? '.data')
const base = Number(process.env.PORT_BASE ?? firstPort)
const ports = portsFrom(base)
const logFile = join(dataDir, 'stack.log')
const keepLine = openRunnerLog(logFile, (why) =>
  console.error(`Không ghi được nhật ký ${logFile} (${why}); hệ thống vẫn chạy, các dòng này bị mất.`),
)

const roleNames: Readonly<Record<string, string>> = {
  citizen: 'Công dân',
  reception: 'Tiếp nhận',
  handler: 'Thụ lý',
  'unit-head': 'Trưởng phòng',
  leader: 'Lãnh đạo',
  clerk: 'Văn thư',
  cashier: 'Thu phí',
  'return-desk': 'Trả kết quả',
  supervisor: 'Giám sát',
  admin: 'Quản trị',
}

let leaving = false
let running: Promise<Everything> | undefined
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void leave())
watchParent(() => void leave())

try {
  await refuseEarly()
  running = startEverything({ dataDir, ports, log: writeLog, retrySeconds: 5 })
  const system = await running
  if (!leaving) tell(system)
} catch (error) {
  if (!leaving) {
    console.error(`\nKhông khởi động được: ${error instanceof Error ? error.message : String(error)}`)
    process.exit(1)
  }
}

/** What can be said before anything is touched. */
async function refuseEarly(): Promise<void> {
  if (!Number.isInteger(base) || base < 1024 || base > 65_500)
    throw new Error('PORT_BASE phải là một số từ 1024 đến 65500')
  const unusable = whyUnusable(dataDir)
  if (unusable) throw new Error(unusable)
  if (isHeld(dataDir)) throw new FolderTaken(dataDir)
  let taken = await findTaken(ports)
  // The stores of a runner killed a moment ago may still be on their way out.
  for (let wait = 0; taken.length > 0 && wait < 10; wait += 1) {
    await pause(150)
    taken = await findTaken(ports)
  }
  if (taken.length > 0)
    throw new Error(`cổng ${taken.join(', ')} đang có chương trình khác dùng (đổi dãy cổng bằng PORT_BASE)`)
}

async function leave(): Promise<void> {
  if (leaving) return
  leaving = true
  console.log('\nĐang dừng…')
  // Whatever hangs, three seconds are enough; the stores stand a kill, and their guardians end them.
  setTimeout(() => process.exit(0), 2900).unref()
  const system = await running?.catch(() => undefined)
  await system?.stop()
  console.log('Đã dừng; dữ liệu được giữ.')
  process.exit(0)
}

function writeLog(line: string): void {
  keepLine(line)
  if (line.startsWith('preparing')) console.log('Đang chuẩn bị khuôn mẫu và gói chức năng (chỉ khi mã nguồn thay đổi)…')
}

function tell({ places, accounts, machine }: Everything): void {
  const rows = [
    ['API', places.api],
    ['Trang tài liệu API', `${places.api}/docs`],
    ['Đăng nhập công dân', places.citizenIssuer],
    ['Đăng nhập cán bộ', places.staffIssuer],
    ['Bưu điện (đóng vai)', places.vnpost],
    ['Thư đã gửi (đóng vai)', places.mail],
    ['Thanh toán, biên lai (đóng vai)', places.payments],
    ['SMS, trò chuyện, webhook (đóng vai)', places.messages],
    ['Cổng quốc gia, bộ (đóng vai)', places.portals],
    ['Thuế, văn bản (đóng vai)', places.offices],
    ['Bảng điều khiển', `${places.control}/status`],
    ['Thư mục dữ liệu', dataDir],
    ['Nhật ký', logFile],
  ]
  console.log(`\nMột cửa điện tử đang chạy (khởi động trong ${((performance.now() - begun) / 1000).toFixed(1)} giây)\n`)
  for (const [what = '', where] of rows) console.log(`  ${what.padEnd(38)}${where}`)
  console.log('\nTài khoản dùng thử (không cần mật khẩu), mỗi vai trò một người:\n')
  for (const [role, account] of oneOfEach(accounts)) {
    console.log(
      `  ${(roleNames[role] ?? role).padEnd(28)}${account.id.padEnd(28)}${account.name}${account.unit ? `, ${account.unit}` : ''}`,
    )
  }
  console.log(
    '\nHệ thống khác gọi đến (client credentials ở cổng cán bộ), sau khi ghi vào danh sách bằng npm run machine:\n',
  )
  console.log(`  ${machine.clientId.padEnd(28)}${machine.clientSecret}`)
  console.log('\nDừng: Ctrl-C.  Xóa sạch dữ liệu: npm run reset.  Nghe kể một hồ sơ từ đầu đến cuối: npm run tour\n')
}

function oneOfEach(accounts: readonly DemoAccount[]): Map<string, DemoAccount> {
  const found = new Map<string, DemoAccount>()
  for (const account of accounts) {
    for (const role of account.issuer === 'citizen' ? ['citizen'] : (account.roles ?? [])) {
      if (!found.has(role)) found.set(role, account)
    }
  }
  return found
}
