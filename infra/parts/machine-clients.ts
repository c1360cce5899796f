import { Duration } from 'aws-cdk-lib'
import { OAuthScope, UserPoolClient } from 'aws-cdk-lib/aws-cognito'
import { Construct } from 'constructs'
import { scopes } from '../../shared/access/machine.ts'
import type { Stage } from '../stages.ts'
import type { StaffPool } from './staff-pool.ts'

/**
 * One app client with a secret for each machine of the stage. It signs in as itself, never for a person; whom it reads
 * for and until when stands in the table, written by `npm run machine`.
 */
export class MachineClients extends Construct {
  readonly ids: readonly string[]

  constructor(scope: Construct, id: string, { stage, staff }: { stage: Stage; staff: StaffPool }) {
    super(scope, id)
    this.ids = stage.machines.map(({ name, scopes: given }) => {
      const client = new UserPoolClient(this, name, {
        userPool: staff.pool,
        generateSecret: true,
        // Said, because a client that says nothing lets officers sign in with a password.
        authFlows: { userSrp: false },
        oAuth: {
          flows: { clientCredentials: true },
          scopes: given.map((one) =>
            OAuthScope.resourceServer(staff.machineDoors, { scopeName: one, scopeDescription: scopes[one] }),
          ),
        },
        accessTokenValidity: Duration.minutes(60),
        preventUserExistenceErrors: true,
      })
      return client.userPoolClientId
    })
  }
}
