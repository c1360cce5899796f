import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App, Validations } from 'aws-cdk-lib'
import { Code } from 'aws-cdk-lib/aws-lambda'
import { AwsSolutionsChecks } from 'cdk-nag'
import cdk from '../../cdk.json' with { type: 'json' }
import { routes } from '../../shared/http/routes.ts'
import { installation } from '../installation.ts'

/** Holds every stage against the AwsSolutions rules; the exit code is 0 only when nothing is found. */
for (const stage of ['dev', 'prod']) {
  const outdir = mkdtempSync(join(tmpdir(), 'mot-cua-nag-'))
  try {
    const app = new App({ context: { ...cdk.context, stage }, outdir })
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
    installation(app, routes, () => Code.fromInline('export const handler = () => {}'))
    app.synth()
  } finally {
    rmSync(outdir, { recursive: true, force: true })
  }
  console.log(`${stage}: ${process.exitCode ? 'findings, listed above' : 'clean'}`)
}
