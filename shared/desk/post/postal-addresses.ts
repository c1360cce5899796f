import type { Directory } from '../../agencies/directory.ts'
import type { UnitId } from '../../agencies/unit.ts'
import type { PostalAddress } from '../../dossier/dossier.ts'
import type { PostalParty } from '../../messages/messages.ts'

/** Tổng đài hỗ trợ dịch vụ công: the post wants a telephone of the sender, and not every office has published one. */
const helpLine = '18001096'

/** Where the post finds an agency's counter. */
export function addressOfAgency(units: Directory, id: UnitId): PostalParty | undefined {
  const agency = units.unit(id)
  if (!agency) return undefined
  return {
    name: agency.name,
    phone: agency.phone ?? helpLine,
    detail: agency.address ?? agency.name,
    communeCode: communeOf(units, agency.adminCode),
    ...(agency.email !== undefined && { email: agency.email }),
  }
}

/**
 * A citizen's door as a postman finds it: the order has fields for a street and a province only, so the commune, which is named by
 * its code, is written behind the street. Of a commune elsewhere the directory knows no name: it is the one the address bears.
 */
export function addressOfDoor(units: Directory, door: PostalAddress): PostalParty {
  const { detail, communeCode, communeName = `xã, phường mã ${communeCode}` } = door
  const agency = units.units.find(({ level, adminCode }) => level === 'commune' && adminCode === communeCode)
  const commune = agency?.name.replace(/^(?:Ủy ban nhân dân|UBND)\s+/u, '') ?? communeName
  return isNamedIn(detail, commune) ? door : { ...door, detail: `${detail}, ${commune}` }
}

function isNamedIn(detail: string, commune: string): boolean {
  const plain = (text: string) => text.normalize('NFC').toLocaleLowerCase('vi')
  return plain(detail).includes(plain(commune))
}

/** An office of the city has no commune of its own: any commune of the city tells the post the province. */
function communeOf(units: Directory, own: string | undefined): string {
  if (own && /^\d{5}$/.test(own)) return own
  return units.units.find((unit) => unit.adminCode && /^\d{5}$/.test(unit.adminCode))?.adminCode ?? ''
}
