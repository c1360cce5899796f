import * as z from 'zod'
import type { Scan } from '../../dossier/dossier.ts'
import { beside } from './periods.ts'
import { t } from './texts.ts'

/** What may be handed in. */
export const scanTypes = ['application/pdf', 'image/jpeg', 'image/png'] as const satisfies readonly Scan['type'][]

/** How names of a type end; what a file holds is the verdict's question, this only keeps a name from telling another type. */
const endings = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif'],
  'image/png': ['png'],
} as const satisfies Record<(typeof scanTypes)[number], readonly string[]>

/** The ending of a name, in small letters; a name need not have one. */
const endingOf = (fileName: string) => /\.([a-z][a-z0-9]{1,4})$/i.exec(fileName)?.[1]?.toLowerCase()

/** Bytes of one of the types that are taken, as they are announced. */
export const announced = () => ({
  fileName: t.fileName,
  type: z.enum(scanTypes),
  size: z.int().min(1),
  sha256: t.sha256,
})

type Announced = { fileName: string; type: (typeof scanTypes)[number] }

/** The name must not tell another type than the one announced. */
export const endsAsAnnounced = z.refine<Announced>(isNamedAsTyped, {
  path: ['fileName'],
  error: ({ input }) => endingSays(input),
  ...beside('fileName', 'type'),
})

function isNamedAsTyped({ fileName, type }: Announced): boolean {
  const ending = endingOf(fileName)
  const usual: readonly string[] = endings[type]
  return ending === undefined || usual.includes(ending)
}

function endingSays(said: unknown): string {
  const { type } = said as Announced
  return `Tên tệp loại ${type} phải kết thúc bằng ${endings[type].map((one) => `.${one}`).join(', ')}.`
}

/** A file of the catalogue, plain or compressed. */
export const importFile = () =>
  t.fileNamed(/\.(json|jsonl|txt|gz)$/i, 'Tên tệp danh mục kết thúc bằng .jsonl, .json, .txt hoặc .gz.')
