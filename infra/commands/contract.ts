import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openapi } from '../../shared/http/openapi.ts'

/** `npm run contract`: lints the OpenAPI document of this source with the rules of `redocly.yaml`. */
const folder = mkdtempSync(join(tmpdir(), 'mot-cua-contract-'))
try {
  const file = join(folder, 'openapi.json')
  writeFileSync(file, JSON.stringify(openapi(), undefined, 2))
  const { status } = spawnSync('redocly', ['lint', file, '--config', 'redocly.yaml'], {
    stdio: 'inherit',
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
  })
  process.exitCode = status ?? 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
