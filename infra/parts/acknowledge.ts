import { Validations } from 'aws-cdk-lib'
import type { IConstruct } from 'constructs'

/** Says beside the resource why a cdk-nag finding is meant to be so. */
export function acknowledge(on: IConstruct, id: string, reason: string) {
  Validations.of(on).acknowledge({ id, reason })
}
