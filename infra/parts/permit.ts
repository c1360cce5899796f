import { Stack } from 'aws-cdk-lib'
import { type Conditions, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'

/** Lets a function do exactly these actions on exactly these resources; `sid` names the permission in the template. */
export function permit(
  fn: LambdaFunction,
  sid: string,
  actions: readonly string[],
  resources: readonly string[],
  conditions: Conditions = {},
) {
  fn.addToRolePolicy(new PolicyStatement({ sid, actions: [...actions], resources: [...resources], conditions }))
}

/** Uses a key through the service whose data it guards, and never by itself. */
export function permitKey(
  fn: LambdaFunction,
  sid: string,
  actions: readonly string[],
  key: IKey,
  service: 'dynamodb' | 's3' | 'secretsmanager',
) {
  permit(fn, sid, actions, [key.keyArn], through(fn, service))
}

export function through(scope: Parameters<typeof Stack.of>[0], service: string): Conditions {
  return { StringEquals: { 'kms:ViaService': `${service}.${Stack.of(scope).region}.amazonaws.com` } }
}
