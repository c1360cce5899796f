import type { Context } from 'aws-lambda'

/** What Lambda says of a call beside the event. */
export const contextWith = (msLeft = 30_000): Context => ({
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'f',
  functionVersion: '1',
  invokedFunctionArn: 'arn:f',
  memoryLimitInMB: '512',
  awsRequestId: 'r',
  logGroupName: 'g',
  logStreamName: 's',
  getRemainingTimeInMillis: () => msLeft,
  done: () => {},
  fail: () => {},
  succeed: () => {},
})
