/**
 * Stands in bundles for two parts of the SDK that no function ever runs: `bowser`, 33 KB by which pages tell browsers apart,
 * and event streams, 13 KB for answers that none of our requests has.
 */
export const parse = () => undefined

export const resolveEventStreamSerdeConfig = <Config>(config: Config): Config => config

export const eventStreamSerdeProvider = () => undefined

export class EventStreamSerde {
  constructor() {
    throw new Error('no function speaks in event streams')
  }
}
