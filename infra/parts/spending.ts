import { CfnBudget } from 'aws-cdk-lib/aws-budgets'
import type { Construct } from 'constructs'
import type { Stage } from '../stages.ts'

/**
 * What a flood costs although nothing fails: a million look-ups or upload links that the throttles let through a few at a time. The
 * account's spending is told by mail when most of the month's sum is spent, and when it will not last.
 */
export function watchSpending(watch: Construct, { name, alarmMail, monthlyUsd }: Stage): void {
  const told = (notificationType: 'ACTUAL' | 'FORECASTED', threshold: number) => ({
    notification: { notificationType, comparisonOperator: 'GREATER_THAN', threshold, thresholdType: 'PERCENTAGE' },
    subscribers: [{ subscriptionType: 'EMAIL', address: alarmMail }],
  })
  new CfnBudget(watch, 'spending', {
    budget: {
      budgetName: name === 'prod' ? 'Spending above plan' : `Spending above plan (${name})`,
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      budgetLimit: { amount: monthlyUsd, unit: 'USD' },
    },
    notificationsWithSubscribers: [told('ACTUAL', 80), told('FORECASTED', 100)],
  })
}
