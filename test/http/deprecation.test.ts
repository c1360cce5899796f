import { describe, expect, it } from 'vitest'
import { writeClient } from '../../infra/client/write-client.ts'
import { addMonths } from '../../shared/calendar/day.ts'
import { catalogue } from '../../shared/http/answers/catalogue.ts'
import { docsPage } from '../../shared/http/docs-page.ts'
import { documentOf } from '../../shared/http/openapi.ts'
import { type RouteId, type Row, routes } from '../../shared/http/routes.ts'
import { schemas } from '../../shared/http/schemas.ts'
import { serve } from '../../shared/http/serve.ts'
import { house, staffIssuer } from './given.ts'

const deprecated = { since: '2026-12-01', sunset: '2028-01-01', successor: 'findProcedures' } as const
const marked = (id: RouteId, mark: NonNullable<Row['deprecated']> = deprecated) =>
  routes.map((row: Row): Row => (row.id === id ? { ...row, deprecated: mark } : row))

/** What a row says that the written rule forbids: less than twelve months, or a successor that is not there or is to go itself. */
function wrong(rows: readonly Row[]): readonly string[] {
  return rows.flatMap(({ id, deprecated }) => {
    if (!deprecated) return []
    const { since, sunset, successor } = deprecated
    const isThere = rows.some((row) => row.id === successor && row.id !== id && !row.deprecated)
    return [
      ...(sunset < addMonths(since, 12) ? [`${id}: too soon`] : []),
      ...(successor === undefined || isThere ? [] : [`${id}: ${successor} takes no place`]),
    ]
  })
}

describe('a route that is to go', () => {
  it('stays for twelve months, and leads to one that stays', () => {
    expect(wrong(routes)).toEqual([])
    expect(wrong(marked('procedureFacets'))).toEqual([])
    const mark = { since: '2026-12-01', sunset: '2027-11-30', successor: 'procedureFacets' }
    expect(wrong(marked('procedureFacets', mark))).toEqual([
      'procedureFacets: too soon',
      'procedureFacets: procedureFacets takes no place',
    ])
  })

  it('says so in every answer, a refusal too, and no other does', async () => {
    const { desk } = await house()
    const ask = serve({
      serves: 'catalogue',
      desk: async () => desk,
      answers: catalogue,
      schemas,
      issuers: { citizen: staffIssuer, staff: staffIssuer, machine: staffIssuer },
      rows: marked('findProcedures'),
      write: () => {},
    })
    const told = async (path: string, query = '') => {
      const meta = { requestId: 'r-1', routeKey: `GET ${path}`, sourceIp: '127.0.0.1' }
      const { status, headers } = await ask(new Request(`https://api.test${path}${query}`), undefined, meta)
      return [status, headers.deprecation, headers.sunset]
    }
    // 1 December 2026 and 1 January 2028 begin at 17:00 GMT of the day before.
    const both = ['@1796058000', 'Fri, 31 Dec 2027 17:00:00 GMT']
    expect(await told('/v1/public/procedures')).toEqual([200, ...both])
    expect(await told('/v1/public/procedures', '?limit=0')).toEqual([400, ...both])
    expect(await told('/v1/public/procedure-facets')).toEqual([200, undefined, undefined])
  })

  it('is marked in the document, on the page and in the typed client', () => {
    const document = documentOf(marked('procedureFacets'))
    const { get } = Object(document.paths)['/v1/public/procedure-facets']
    expect(get).toMatchObject({ deprecated: true, 'x-sunset': '2028-01-01', 'x-successor': 'findProcedures' })
    expect(Object.keys(get.responses[200].headers)).toEqual(['Deprecation', 'Sunset'])
    const says = 'Sắp bỏ: báo ngày 01/12/2026, ngừng từ ngày 01/01/2028; thay bằng `findProcedures`.'
    expect(get.description).toContain(says)
    const page = docsPage(document)
    expect(page.match(/<strong>\(sắp bỏ\)<\/strong>/g)).toHaveLength(2)
    expect(page).toContain('ngừng từ ngày 01/01/2028; thay bằng <code>findProcedures</code>.')
    expect(writeClient(document)).toMatch(
      /@deprecated [^*]+; ngừng từ 2028-01-01; thay bằng findProcedures \*\/\n {2}procedureFacets:/,
    )
    expect(JSON.stringify(documentOf(routes))).not.toContain('x-sunset')
  })
})
