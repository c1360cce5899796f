import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { importJWK, SignJWT } from 'jose'
import Provider, { errors, interactionPolicy } from 'oidc-provider'
import { apiName, scopes } from '../../../shared/access/machine.ts'
import { answerJson, closeServer, type LocalServer, listenLocally, readFields } from '../loopback.ts'
import { claimsOf, type DemoAccount } from './accounts.ts'
import { type IssuerKeys, keepKeys } from './keys.ts'
import type { DemoMachine } from './machine.ts'
import { showChoice, showSignedIn, showStart } from './pages.ts'
import { createSessionStore } from './session-store.ts'

export const audience = apiName
export const portalClient = 'mot-cua-portal'
const resource = `urn:${audience}`
const scope = 'openid profile'
const tokenSeconds = 8 * 3600
/** As on AWS: a machine asks again every hour. */
const machineSeconds = 3600
const machineScope = Object.keys(scopes)
  .map((scope) => `${apiName}/${scope}`)
  .join(' ')

export interface IssuerOptions {
  kind: 'citizen' | 'staff'
  port: number
  keyFile: string
  accounts: readonly DemoAccount[]
  /** Who may ask for a token for itself, by client credentials. */
  machine?: DemoMachine
  /** Addresses a front end may come back to; the port of a 127.0.0.1 address does not matter. */
  redirectUris?: readonly string[]
}

/** One local issuer: code + PKCE with a page to choose a demo account on, and tokens for tests without a page. */
export async function startIssuer(options: IssuerOptions): Promise<LocalServer> {
  const keys = await keepKeys(options.keyFile)
  const accounts = new Map(options.accounts.filter((one) => one.issuer === options.kind).map((one) => [one.id, one]))
  const server = createServer()
  const url = `http://127.0.0.1:${await listenLocally(server, options.port)}`
  const redirectUris = options.redirectUris ?? ['http://127.0.0.1/signed-in']
  const provider = createProvider({ url, keys, accounts, redirectUris, machine: options.machine })
  const standard = provider.callback()

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', url)
    const posted = request.method === 'POST'
    if (!posted && pathname === '/') return showStart(response, options.kind)
    if (!posted && pathname === '/signed-in') return showSignedIn(response, options.kind)
    if (posted && pathname === '/_local/token') return answerToken(request, response)
    if (!posted && pathname === '/_local/accounts') return answerJson(response, 200, [...accounts.values()])
    if (!pathname.startsWith('/interaction/')) return standard(request, response)
    if (posted) return finishChoice(request, response)
    await provider.interactionDetails(request, response)
    showChoice(response, options.kind, [...accounts.values()])
  }

  async function finishChoice(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { account } = await readFields(request)
    if (typeof account !== 'string' || !accounts.has(account))
      return answerJson(response, 400, { error: 'unknown_account' })
    await provider.interactionFinished(request, response, { login: { accountId: account } })
  }

  async function answerToken(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { account: id } = await readFields(request)
    const account = typeof id === 'string' ? accounts.get(id) : undefined
    if (!account) return answerJson(response, 404, { error: 'unknown_account' })
    const token = await new SignJWT({ ...claimsOf(account), client_id: portalClient, scope })
      .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: keys.signing.kid })
      .setIssuer(url)
      .setSubject(account.id)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(`${tokenSeconds} s`)
      .setJti(crypto.randomUUID())
      .sign(await importJWK(keys.signing, 'RS256'))
    answerJson(response, 200, { access_token: token, token_type: 'Bearer', expires_in: tokenSeconds })
  }

  server.on('request', (request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy()
      else answerJson(response, 400, { error: error instanceof Error ? error.message : String(error) })
    })
  })
  return { url, stop: () => closeServer(server) }
}

interface Signs {
  url: string
  keys: IssuerKeys
  accounts: ReadonlyMap<string, DemoAccount>
  redirectUris: readonly string[]
  machine: DemoMachine | undefined
}

function createProvider({ url, keys, accounts, redirectUris, machine }: Signs): Provider {
  const api = { audience, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'RS256' } } }
  const forPeople = { ...api, scope, accessTokenTTL: tokenSeconds }
  const forMachines = { ...api, scope: machineScope }
  const policy = interactionPolicy.base()
  policy.get('consent')?.checks.remove('native_client_prompt')
  const provider = new Provider(url, {
    adapter: createSessionStore(),
    clients: [
      {
        client_id: portalClient,
        client_name: 'Một cửa (máy này)',
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: [...redirectUris],
      },
      ...(machine ? [clientOf(machine)] : []),
    ],
    jwks: { keys: [keys.signing] },
    cookies: { keys: [keys.cookies] },
    scopes: ['openid', 'profile', 'offline_access', ...machineScope.split(' ')],
    claims: { openid: ['sub'], profile: ['name'] },
    pkce: { required: () => true },
    clientBasedCORS: () => true,
    ttl: {
      AccessToken: tokenSeconds,
      ClientCredentials: machineSeconds,
      IdToken: tokenSeconds,
      Interaction: 3600,
      Session: tokenSeconds,
      Grant: tokenSeconds,
    },
    interactions: {
      policy,
      url: (_context: unknown, interaction: { uid: string }) => `/interaction/${interaction.uid}`,
    },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: machine !== undefined },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource,
        useGrantedResource: () => true,
        getResourceServerInfo: (context: TokenContext, _resource: string, client: { clientId: string }) => {
          if (client.clientId !== machine?.clientId) return forPeople
          askAsOfCognito(context.oidc.params)
          return forMachines
        },
      },
    },
    findAccount: (_context: unknown, id: string) => {
      const account = accounts.get(id)
      return account && { accountId: id, claims: () => ({ sub: id, ...claimsOf(account) }) }
    },
    extraTokenClaims: (_context: unknown, token: { accountId?: string }) => {
      const account = accounts.get(token.accountId ?? '')
      return account && claimsOf(account)
    },
    // Our own front end needs nobody's consent: whoever signed in has granted.
    loadExistingGrant: async (context: GrantContext) => {
      const { client, session } = context.oidc
      const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId })
      grant.addOIDCScope(scope)
      grant.addResourceScope(resource, scope)
      await grant.save()
      return grant
    },
  })
  return provider
}

function clientOf({ clientId, clientSecret }: DemoMachine) {
  return {
    client_id: clientId,
    client_secret: clientSecret,
    token_endpoint_auth_method: 'client_secret_basic',
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
  }
}

interface TokenContext {
  oidc: { params: { scope?: string | undefined } }
}

/** As Cognito does: a machine that names no scope has all of its own; one that names another is refused, and has none. Throws InvalidScope. */
function askAsOfCognito(params: TokenContext['oidc']['params']): void {
  const asked = params.scope?.split(' ').filter((name) => name !== '') ?? []
  const strange = asked.find((name) => !machineScope.split(' ').includes(name))
  if (strange !== undefined) throw new errors.InvalidScope('requested scope is not allowed', strange)
  params.scope = asked.length === 0 ? machineScope : asked.join(' ')
}

interface GrantContext {
  oidc: { client: { clientId: string }; session: { accountId: string } }
}
