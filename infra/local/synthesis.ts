import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { dropOldest, isMadeOfOne, useAssembly } from './assemblies.ts'
import { projectFolder } from './stores/child-process.ts'

const sources = ['infra', 'shared', 'functions', 'package-lock.json', 'cdk.json']
// What runs beside the functions and goes into no template: a change there needs no synthesis.
const besides = ['infra/local', 'infra/commands', 'infra/tour', 'infra/bench', 'infra/faults']

/** The assembly of the present sources, made when there is none yet: `.synth/<digest of the sources>`. */
export async function synthesise(log: (line: string) => void): Promise<string> {
  const root = join(projectFolder, '.synth')
  const digest = digestSources()
  const folder = join(root, digest.slice(0, 16))
  if (existsSync(join(folder, 'manifest.json'))) {
    useAssembly(folder)
    return folder
  }
  log('preparing the templates and bundles: some seconds, once for each change of the sources')
  const halfDone = `${folder}.${process.pid}`
  mkdirSync(halfDone, { recursive: true })
  try {
    if (!(await isMadeOfOne(digest, digestSources, () => runApp(halfDone)))) {
      rmSync(halfDone, { recursive: true, force: true })
      return synthesise(log)
    }
    // Whole or not at all; when another start was faster, its assembly is as good.
    renameSync(halfDone, folder)
  } catch (cause) {
    rmSync(halfDone, { recursive: true, force: true })
    if (!existsSync(join(folder, 'manifest.json'))) throw cause
  }
  useAssembly(folder)
  dropOldest(root)
  return folder
}

function runApp(output: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, CDK_OUTDIR: output }
    const app = spawn(process.execPath, [join(projectFolder, 'infra', 'app.ts')], {
      cwd: projectFolder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const endWithUs = () => app.kill()
    process.once('exit', endWithUs)
    const words: Buffer[] = []
    app.stdout.on('data', (part) => words.push(part))
    app.stderr.on('data', (part) => words.push(part))
    app.once('error', reject)
    app.once('close', (code) => {
      process.off('exit', endWithUs)
      if (code === 0) resolve()
      else reject(new Error(`the templates could not be made:\n${Buffer.concat(words).toString('utf8').slice(-4000)}`))
    })
  })
}

function digestSources(): string {
  const digest = createHash('sha256')
  for (const file of sources.flatMap((source) => listFiles(join(projectFolder, source))).sort()) {
    digest
      .update(`${relative(projectFolder, file)}\0`)
      .update(readFileSync(file))
      .update('\0')
  }
  return digest.digest('hex')
}

function listFiles(path: string): string[] {
  if (!existsSync(path) || besides.some((beside) => path === join(projectFolder, beside))) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path).flatMap((name) => listFiles(join(path, name)))
}
