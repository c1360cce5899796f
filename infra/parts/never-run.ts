/**
 * Stands in bundles for three parts of the SDK that no function ever runs: `bowser`, 33 KB by which pages tell browsers apart,
 * event streams, 13 KB for answers that none of our requests has, and the discovery of endpoints, 8 KB that the table's
 * client sets up and no command of it uses.
 */
export const parse = () => undefined

export const resolveEventStreamSerdeConfig = <Config>(config: Config): Config => config

export const eventStreamSerdeProvider = () => undefined

export const resolveEndpointDiscoveryConfig = <Config>(config: Config): Config => config

const undiscovered = () => undefined

export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = {
  environmentVariableSelector: undiscovered,
  configFileSelector: undiscovered,
  default: undefined,
}

export class EventStreamSerde {
  constructor() {
    throw new Error('no function speaks in event streams')
  }
}
