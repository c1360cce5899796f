import { describe, expect, it } from 'vitest'
import { longEvent, longHead, shortEvent, shortHead } from '../../shared/aws/short-names.ts'
import { dossierWith, eventWith, fullHead } from '../promises/samples.ts'

describe('what the table keeps of a dossier', () => {
  it('reads back as it was written', () => {
    const dossier = dossierWith()
    const event = eventWith(dossier)
    expect(longHead(shortHead(dossier))).toEqual(dossier)
    expect(longEvent(shortEvent(event))).toEqual(event)
  })
  it('has a name of its own for every field: none is read back as another', () => {
    const full = fullHead()
    expect(longHead(shortHead(full))).toEqual(full)
    expect(Object.keys(shortHead(full))).toHaveLength(Object.keys(full).length)
  })
  it('keeps digests as bytes and gives them back as text', () => {
    const dossier = dossierWith()
    const chain = 'ab'.repeat(32)
    const short = shortHead({ ...dossier, chain })
    expect(Object.values(short).filter((value) => value instanceof Uint8Array)).toHaveLength(1)
    expect(longHead(short)).toMatchObject({ chain })
  })
  it('shortens what a head said before, and reads what was written with long names', () => {
    const dossier = dossierWith()
    const event = eventWith(dossier)
    const was = { holder: 'H57.34/desk', dueAt: null }
    const short = shortEvent({ ...event, was })
    expect(JSON.stringify(short)).not.toContain('holder')
    expect(longEvent(short)).toMatchObject({ was })
    expect(longHead({ ...dossier })).toEqual(dossier)
  })
})
