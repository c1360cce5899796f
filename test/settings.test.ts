import { describe, expect, it } from 'vitest'
import { MissingSetting, readSettings } from '../shared/settings.ts'

describe('settings', () => {
  it('are asked for one by one: a function needs only its own', () => {
    const settings = readSettings({ TABLE_NAME: 'dossiers', SCAN_MAX_BYTES: '20971520' })
    expect(settings.tableName).toBe('dossiers')
    expect(settings.scanMaxBytes).toBe(20_971_520)
  })

  it('name what is missing', () => {
    const settings = readSettings({ TABLE_NAME: '' })
    expect(() => settings.tableName).toThrow(new MissingSetting('the environment lacks TABLE_NAME'))
    expect(() => settings.cleanBucket).toThrow('CLEAN_BUCKET')
  })

  it.each(['x', '-1', '1.5', '1e400'])('take no count of %s', (value) => {
    expect(() => readSettings({ SCAN_MAX_COUNT: value }).scanMaxCount).toThrow('SCAN_MAX_COUNT')
  })
})
