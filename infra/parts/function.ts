import { Duration } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import {
  ApplicationLogLevel,
  Architecture,
  type Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import type { Stage } from '../stages.ts'
import { acknowledge } from './acknowledge.ts'
import { FunctionRole } from './function-role.ts'

export interface DeskFunctionProps {
  stage: Stage
  does: string
  memoryMb: number
  seconds: number
  /** Where an event goes that was invoked without a caller waiting and failed three times. */
  missed?: IQueue
  code: Code
}

/** One way in: `functions/<id>.ts` as a bundle, with a role and a log of its own. */
export class DeskFunction extends LambdaFunction {
  constructor(scope: Construct, id: string, props: DeskFunctionProps) {
    const { stage } = props
    const logGroup = new LogGroup(scope, `${id}-log`, {
      retention: stage.logRetention,
      removalPolicy: stage.removal.logs,
    })
    // A role of its own, because the managed policy for functions may write every log of the account.
    const role = new FunctionRole(scope, `${id}-role`)
    role.addToPolicy(
      new PolicyStatement({
        sid: 'OwnLog',
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    )
    super(scope, id, {
      code: props.code,
      handler: 'index.handler',
      description: props.does,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memoryMb,
      timeout: Duration.seconds(props.seconds),
      // Lambda's own sampling cannot be set: it traces the first call of a second, so nearly each of ours.
      tracing: stage.watched === 'close' ? Tracing.ACTIVE : Tracing.DISABLED,
      // Only lines in JSON have a level, by which Lambda's own two or three lines a call are left out.
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      systemLogLevelV2: stage.watched === 'close' ? SystemLogLevel.INFO : SystemLogLevel.WARN,
      logGroup,
      role,
      environment: { STAGE: stage.name, PROVINCE_CODE: stage.provinceCode },
      ...(props.missed ? { deadLetterQueue: props.missed } : {}),
    })
    acknowledge(
      role,
      'AwsSolutions-IAM5[Resource::*]',
      'X-Ray and ListStreams take no resource; nothing else has a star.',
    )
  }
}
