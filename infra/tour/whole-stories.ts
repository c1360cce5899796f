import type { Places } from './api.ts'
import { Narrator, type Told } from './narrator.ts'
import { tellBirth } from './stories/birth.ts'
import { tellLand } from './stories/land.ts'
import { tellOnTheSpot } from './stories/on-the-spot.ts'
import { tellThreeAgencies } from './stories/three-agencies.ts'

/** Stories from start to end with every sheet they call for, by the names of `npm run tour -- NAME`. */
export const wholeStories = {
  'khai-sinh': tellBirth,
  'dat-dai': tellLand,
  'tai-cho': tellOnTheSpot,
  'ba-co-quan': tellThreeAgencies,
} as const

export type WholeStory = keyof typeof wholeStories

export function isWholeStory(name: string): name is WholeStory {
  return Object.hasOwn(wholeStories, name)
}

export function tellWhole(story: WholeStory, places: Places, say: (line: string) => void): Promise<Told> {
  return wholeStories[story](new Narrator(places, say))
}
