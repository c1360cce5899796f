import { describe, expect, it } from 'vitest'
import type { Dossier, Scan, Status } from '../../../shared/dossier/dossier.ts'
import { componentsOnHand, resultsGiven } from '../../../shared/dossier/papers/papers-on-hand.ts'
import { statusTerms } from '../../../shared/dossier/terms.ts'
import { dossier, fileOf, scan, tuesday } from '../../given.ts'

const code = 'H57.40-260310-0001'
const received = (change: Partial<Dossier> = {}) => dossier({ code, status: 'accepted', ...change })
const onHand = (head: Dossier, ...scans: Scan[]) =>
  componentsOnHand({ ...fileOf(), dossier: head, scans }).map(({ file, kind }) => `${kind} ${file}`)

describe('a component is on hand', () => {
  it('newest first, once its dossier was received and as long as nobody has withdrawn it', () => {
    const two = [scan(), scan({ n: 2, paper: 'giay-2' })]
    expect(onHand(received(), ...two)).toEqual(['component 2', 'component 1'])
    expect(onHand(received({ code: undefined as never }), ...two)).toEqual([])
    expect(onHand(received({ parent: 'hs-goc' }), ...two)).toEqual([])
    const statuses = Object.keys(statusTerms) as Status[]
    const shut = statuses.filter((status) => onHand(received({ status }), ...two).length === 0)
    expect(shut).toEqual(['withdrawn'])
  })

  it('only when it is clean, its own, and the newest of its paper or name', () => {
    const states = ['slot', 'uploaded', 'infected', 'unreadable', 'encrypted', 'mismatched', 'empty'] as const
    for (const state of [...states, 'unscannable', 'late'] as const)
      expect([state, onHand(received(), scan({ state }))]).toEqual([state, []])
    const { cleanKey: _, ...nowhere } = scan()
    expect(onHand(received(), nowhere)).toEqual([])
    expect(onHand(received(), scan({ role: 'result' }), scan({ n: 2, role: 'letter' }))).toEqual([])
    expect(onHand(received(), scan(), scan({ n: 2 }))).toEqual(['component 2'])
    expect(onHand(received(), scan(), scan({ n: 2, state: 'infected' }))).toEqual([])
    expect(onHand(received(), scan(), scan({ n: 2, state: 'late' }))).toEqual(['component 1'])
    const bare = { paper: undefined, fileName: 'a.pdf' }
    expect(onHand(received(), scan(bare), scan({ ...bare, n: 2 }))).toEqual(['component 2'])
    const reused = { kind: 'result', dossier: 'hs-cu', file: 'result', code, key: 'k', body: 'b' } as const
    expect(onHand(received(), scan({ reused }))).toEqual([])
  })

  it('not while it waits to be handed in with an answer, nor does it replace anything before', () => {
    const asked = { status: 'supplement-requested', supplementAskedAt: '2026-03-11T08:00:00+07:00' } as const
    const before = scan({ at: tuesday })
    const since = scan({ n: 2, at: '2026-03-11T09:00:00+07:00' })
    expect(onHand(received(asked), before, since)).toEqual(['component 1'])
    expect(onHand(received({ ...asked, status: 'stopped' }), before, since)).toEqual(['component 1'])
    expect(onHand(received(), before, since)).toEqual(['component 2'])
    // Announced before, and brought by a link that was given out since.
    const later = scan({ n: 2, at: tuesday, linkedAt: '2026-03-11T09:00:00+07:00' })
    expect(onHand(received(asked), before, later)).toEqual(['component 1'])
  })
})

describe('a result is on hand', () => {
  const result = (scan: number, outcome?: 'rejected') => ({
    dossier: 'hs',
    scan,
    number: `${scan}`,
    ...(outcome && { outcome }),
  })
  const given = { status: 'returned', returnedAt: tuesday } as const
  const named = (head: Partial<Dossier>, results: ReturnType<typeof result>[], isCorrected = false) =>
    resultsGiven(received(head), { results, isCorrected }).map(({ file }) => file)

  it('once it was given, each member’s of a group by its own name', () => {
    expect(named(given, [result(1)])).toEqual(['result'])
    expect(named(given, [result(1), result(2)])).toEqual(['result-1', 'result-2'])
  })

  it('neither before, nor after the post has owned that somebody else has it', () => {
    expect(named({ status: 'processed' }, [result(1)])).toEqual([])
    expect(named({ status: 'returned' }, [result(1)])).toEqual([])
  })

  it('not when a correction has replaced it, and never when it was a refusal', () => {
    expect(named(given, [result(1)], true)).toEqual([])
    expect(named(given, [result(1, 'rejected')])).toEqual([])
    expect(named(given, [result(1, 'rejected'), result(2)])).toEqual(['result-2'])
  })
})
