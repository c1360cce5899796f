import { lazily } from '../../shared/lazily.ts'

/**
 * Stands in bundles for the SDK's `credential-provider-node`: Lambda hands a function its credentials in the environment,
 * and the search through profiles, single sign-on and instance metadata is 90 KB that no function ever runs.
 * They stay for as long as the instance lives; the SDK asks for each call.
 */
export function defaultProvider() {
  const own = lazily(() => {
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env
    if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) throw new Error('the environment holds no AWS credentials')
    return {
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: AWS_SECRET_ACCESS_KEY,
      ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
    }
  })
  return async () => own()
}
