import { App } from 'aws-cdk-lib'
import cdk from '../cdk.json' with { type: 'json' }
import { routes } from '../shared/http/routes.ts'
import { installation } from './installation.ts'
import { bundles } from './parts/bundles.ts'

// The flags stand in cdk.json; read here too, so that the templates are the same without the CDK command.
const app = new App({ context: cdk.context })
installation(app, routes, await bundles())
app.synth()
