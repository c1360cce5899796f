import * as z from 'zod'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type JsonObject = { [key: string]: Json }

export const jsonValue: z.ZodType<Json> = z.json()
export const jsonObject: z.ZodType<JsonObject> = z.record(z.string(), jsonValue)

/** Of values that came as JSON, and nothing else. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What a function gets or returns has to survive JSON, as it does on AWS. */
export function toJson(value: unknown): Json {
  return value === undefined ? null : jsonValue.parse(JSON.parse(JSON.stringify(value)))
}
