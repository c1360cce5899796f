import { describe, expect, it } from 'vitest'
import type { Role } from '../../shared/agencies/unit.ts'
import type { RouteId } from '../../shared/http/routes.ts'
import { ward } from '../given.ts'
import { city, otherWard, saidAt } from './city.ts'
import { type Answered, type Knock, staffClaims } from './given.ts'
import { doors, everyRole } from './matrix.ts'
import { requestsElsewhere } from './requests-elsewhere.ts'

const pairs = everyRole.flatMap((one, n) => everyRole.slice(n + 1).map((other) => [one, other] as const))

/** Whether somebody came in; what is said further on of their request does not matter here. */
const isIn = ({ status }: Answered) => status !== 403 && status !== 404

/** Which officers come in at each request from the other ward: each role alone, and each two that one officer has. */
async function whoComesIn(requests: readonly (readonly [RouteId, Knock])[], home: Awaited<ReturnType<typeof city>>) {
  const more: string[] = []
  for (const [id, said] of requests) {
    const comesIn = async (...roles: Role[]) =>
      isIn(await home.knock(id, staffClaims(`${otherWard}/desk`, ...roles), said))
    const alone = new Map<Role, boolean>()
    for (const role of everyRole) alone.set(role, await comesIn(role))
    for (const [one, other] of pairs)
      if ((await comesIn(one, other)) && !alone.get(one) && !alone.get(other)) more.push(`${id}: ${one} and ${other}`)
  }
  return more
}

describe('an officer who has two roles', () => {
  it('has at a dossier elsewhere what one of them lets, and no more', async () => {
    const home = await city()
    const requests = doors.filter(({ dossier }) => dossier).map(({ id }) => [id, saidAt(id, home)] as const)
    expect(await whoComesIn(requests, home)).toEqual([])
  })

  it('has of another agency what one of them lets, and no more', async () => {
    const home = await city()
    const requests = Object.entries(requestsElsewhere(ward)) as [RouteId, Knock][]
    expect(await whoComesIn(requests, home)).toEqual([])
    // Each is a whole request, so that whoever is refused is refused for who they are.
    for (const [id, said] of requests)
      expect([id, (await home.knock(id, staffClaims(`${ward}/desk`, ...everyRole), said)).status]).not.toEqual([
        id,
        400,
      ])
  })
})
