import { describe, expect, it } from 'vitest'
import { workFromPlace } from '../../../shared/desk/carrying-on/from-place.ts'
import { eventWith } from '../../forms/given.ts'
import { memoryMarks } from '../../memory/marks.ts'

const events = [1, 2, 3, 4, 5].map((n) => eventWith({ dossier: 'hs', n }))

function watched() {
  const marks = memoryMarks()
  const moved: number[] = []
  const moveCursor: typeof marks.moveCursor = async (dossier, worker, to) => {
    moved.push(to)
    await marks.moveCursor(dossier, worker, to)
  }
  return { desk: { marks: { ...marks, moveCursor } }, moved }
}

describe('a worker that goes on from its place', () => {
  it('writes its place behind what it worked and behind the last, once each', async () => {
    const { desk, moved } = watched()
    const seen: number[] = []
    await workFromPlace(desk, 'sheets', events, async ({ n }) => {
      seen.push(n)
      return n === 2 || n === 5
    })
    expect([seen, moved]).toEqual([
      [1, 2, 3, 4, 5],
      [2, 5],
    ])
  })

  it('stands behind a last event that called for nothing', async () => {
    const { desk, moved } = watched()
    await workFromPlace(desk, 'sheets', events, async ({ n }) => n === 2)
    expect(moved).toEqual([2, 5])
    expect(await desk.marks.cursor('hs', 'sheets')).toBe(5)
  })

  it('stays before an event that could not be worked', async () => {
    const { desk, moved } = watched()
    const work = async ({ n }: { n: number }) => (n === 4 ? Promise.reject(new Error('silent')) : n === 2)
    await expect(workFromPlace(desk, 'sheets', events, work)).rejects.toThrow('silent')
    expect(moved).toEqual([2])
  })

  it('writes nothing where nothing is new', async () => {
    const { desk, moved } = watched()
    await workFromPlace(desk, 'sheets', [], async () => true)
    expect(moved).toEqual([])
  })
})
