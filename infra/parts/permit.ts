import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'

/** Lets a function do exactly these actions on exactly these resources; `sid` names the permission in the template. */
export function permit(fn: LambdaFunction, sid: string, actions: readonly string[], resources: readonly string[]) {
  fn.addToRolePolicy(new PolicyStatement({ sid, actions: [...actions], resources: [...resources] }))
}
