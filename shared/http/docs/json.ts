/** The document, read as what it is made of. */
export type Json = Readonly<Record<string, unknown>>

export function part(json: Json, name: string): Json {
  return asJson(json[name])
}

export function asJson(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {}
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

export function textsOf(value: unknown): readonly string[] {
  return listOf(value).map(String)
}

/** The name of every field that a schema, or whatever holds some, describes within itself. */
export function namesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn)
  const json = asJson(value)
  return [...Object.keys(part(json, 'properties')), ...Object.values(json).flatMap(namesIn)]
}
