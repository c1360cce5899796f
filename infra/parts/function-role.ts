import {
  type AddToPrincipalPolicyResult,
  PolicyDocument,
  type PolicyStatement,
  Role,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'

/** A function's role with what it may do written in it: a policy beside each role would be a resource more of the 500. */
export class FunctionRole extends Role {
  private readonly permitted: PolicyDocument

  constructor(scope: Construct, id: string) {
    const permitted = new PolicyDocument()
    super(scope, id, {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: { permitted },
    })
    this.permitted = permitted
  }

  override addToPrincipalPolicy(statement: PolicyStatement): AddToPrincipalPolicyResult {
    this.permitted.addStatements(statement)
    return { statementAdded: true, policyDependable: this }
  }
}
