import type { Day } from '../../calendar/day.ts'
import { birthProvinces } from './birth-provinces.ts'

export type Sex = 'male' | 'female'

/** What the first six digits of a number say of its bearer (NĐ 137/2015, Điều 13). */
export interface ReadIdentityNumber {
  /** Province of birth registration; `undefined` for somebody registered abroad. */
  province?: string
  /** Country of birth registration, from 100 on. */
  country?: string
  sex: Sex
  birthYear: number
}

/** Số định danh cá nhân: 12 digits, no check digit. `undefined` when no such number is ever given out. */
export function readIdentityNumber(text: string): ReadIdentityNumber | undefined {
  const [, place = '', century = '', year = ''] = /^(\d{3})(\d)(\d{2})\d{6}$/.exec(text) ?? []
  if (place === '') return undefined
  const born = {
    sex: Number(century) % 2 === 0 ? ('male' as const) : ('female' as const),
    birthYear: 1900 + 100 * Math.floor(Number(century) / 2) + Number(year),
  }
  if (Number(place) >= 100) return { ...born, country: place }
  const province = Object.hasOwn(birthProvinces, place) ? birthProvinces[place] : undefined
  return province === undefined ? undefined : { ...born, province }
}

/** Where a number disagrees with what is declared beside it; a reason to look twice, never to refuse. */
export function disagreements(
  text: string,
  declared: { birthDate?: Day; sex?: Sex },
  today: Day,
): readonly ('birth-year' | 'sex' | 'unborn')[] {
  const read = readIdentityNumber(text)
  if (!read) return []
  const { birthDate, sex } = declared
  return [
    ...(birthDate !== undefined && Number(birthDate.slice(0, 4)) !== read.birthYear ? (['birth-year'] as const) : []),
    ...(sex !== undefined && sex !== read.sex ? (['sex'] as const) : []),
    ...(read.birthYear > Number(today.slice(0, 4)) || (birthDate !== undefined && birthDate > today)
      ? (['unborn'] as const)
      : []),
  ]
}
