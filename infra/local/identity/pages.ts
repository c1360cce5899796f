import type { ServerResponse } from 'node:http'
import { answerPage, escapeHtml } from '../loopback.ts'
import type { DemoAccount } from './accounts.ts'

type Kind = DemoAccount['issuer']

const titles: Record<Kind, string> = {
  citizen: 'Đăng nhập công dân (bản chạy thử)',
  staff: 'Đăng nhập cán bộ (bản chạy thử)',
}
const warning =
  '<p class="note">Đây là trang đăng nhập mẫu trên máy này: chọn một tài khoản, không cần mật khẩu. Không dùng cho dữ liệu thật.</p>'

/** The page on which a demo account is chosen. */
export function showChoice(response: ServerResponse, kind: Kind, accounts: readonly DemoAccount[]): void {
  const rows = accounts.map((account) => {
    const about =
      kind === 'staff' ? [account.unit, account.roles?.join(', ')] : [account.identityNumber, account.birthDate]
    const cells = [account.name, ...about].map((cell) => `<td>${escapeHtml(cell ?? '')}</td>`).join('')
    return `<tr>${cells}<td><button name="account" value="${escapeHtml(account.id)}">Đăng nhập</button></td></tr>`
  })
  const heads =
    kind === 'staff' ? ['Họ và tên', 'Đơn vị', 'Vai trò', ''] : ['Họ và tên', 'Số định danh', 'Ngày sinh', '']
  const head = heads.map((word) => `<th>${word}</th>`).join('')
  answerPage(
    response,
    titles[kind],
    `${warning}<form method="post"><table><tr>${head}</tr>${rows.join('')}</table></form>`,
  )
}

/** The issuer's front page: signs in without a front end of ours, so that a token can be tried by hand. */
export function showStart(response: ServerResponse, kind: Kind): void {
  answerPage(
    response,
    titles[kind],
    `${warning}<p><button id="go">Chọn tài khoản và lấy mã truy cập</button></p><script>${startScript}</script>`,
  )
}

export function showSignedIn(response: ServerResponse, kind: Kind): void {
  answerPage(
    response,
    titles[kind],
    `<p>Mã truy cập (Bearer), hiệu lực 8 giờ, dán vào trang tài liệu API:</p><textarea id="token" readonly></textarea>
<p><a href="/">Lấy mã khác</a></p><script>${signedInScript}</script>`,
  )
}

const startScript = `
const text = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\\+/g, '-').replace(/\\//g, '_').replace(/=/g, '')
document.getElementById('go').onclick = async () => {
  const verifier = text(crypto.getRandomValues(new Uint8Array(32)))
  sessionStorage.setItem('verifier', verifier)
  const challenge = text(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)))
  location.href = '/auth?' + new URLSearchParams({ client_id: 'mot-cua-portal', response_type: 'code', scope: 'openid profile',
    prompt: 'login', redirect_uri: location.origin + '/signed-in', code_challenge: challenge, code_challenge_method: 'S256' })
}`

const signedInScript = `
const field = document.getElementById('token')
const code = new URLSearchParams(location.search).get('code')
const body = new URLSearchParams({ client_id: 'mot-cua-portal', grant_type: 'authorization_code', code,
  redirect_uri: location.origin + '/signed-in', code_verifier: sessionStorage.getItem('verifier') ?? '' })
fetch('/token', { method: 'POST', body }).then((answer) => answer.json())
  .then((answer) => { field.value = answer.access_token ?? JSON.stringify(answer) })`
