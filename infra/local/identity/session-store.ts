interface Payload {
  grantId?: string
  uid?: string
  userCode?: string
  consumed?: number
}

interface Entry {
  payload: Payload
  until: number
}

/** What oidc-provider asks of its storage, in memory and apart for each issuer: a restart signs everybody out, tokens stay good. */
export function createSessionStore() {
  const entries = new Map<string, Entry>()

  function read(key: string): Payload | undefined {
    const entry = entries.get(key)
    if (entry && entry.until > Date.now()) return entry.payload
    entries.delete(key)
    return undefined
  }

  return (model: string) => {
    const find = (fits: (payload: Payload) => boolean) =>
      [...entries.keys()]
        .filter((key) => key.startsWith(`${model}:`))
        .map(read)
        .find((payload) => payload && fits(payload))
    return {
      async upsert(id: string, payload: Payload, seconds?: number) {
        entries.set(`${model}:${id}`, {
          payload,
          until: seconds === undefined ? Number.POSITIVE_INFINITY : Date.now() + seconds * 1000,
        })
      },
      find: async (id: string) => read(`${model}:${id}`),
      findByUid: async (uid: string) => find((payload) => payload.uid === uid),
      findByUserCode: async (userCode: string) => find((payload) => payload.userCode === userCode),
      async consume(id: string) {
        const payload = read(`${model}:${id}`)
        if (payload) payload.consumed = Math.floor(Date.now() / 1000)
      },
      destroy: async (id: string) => void entries.delete(`${model}:${id}`),
      async revokeByGrantId(grantId: string) {
        for (const [key, entry] of entries) if (entry.payload.grantId === grantId) entries.delete(key)
      },
    }
  }
}
