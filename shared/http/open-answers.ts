interface Node {
  $ref?: unknown
  additionalProperties?: unknown
  [name: string]: unknown
}

const named = '#/components/schemas/'

/**
 * Opens what we answer in a finished document: fields may be added within a version (decision 6), so whoever checks our answers must not
 * refuse one. What is sent to us stays closed; a shape that is both gets a second name for the answer.
 */
export function openAnswers(document: unknown): void {
  const whole = node(document)
  const schemas = node(node(whole.components).schemas)
  const operations = (of: unknown) => Object.values(node(of)).flatMap((verbs) => Object.values(node(verbs)).map(node))
  const doors = operations(whole.paths)
  const sent = new Set<string>()
  for (const { requestBody, parameters } of doors) reach([requestBody, parameters], schemas, sent)
  const shown = new Set<string>()
  const told = [...doors.map(({ responses }) => responses), ...operations(whole.webhooks)]
  reach(told, schemas, shown)
  const both = new Set([...shown].filter((name) => sent.has(name)))
  for (const name of both) schemas[`${name}Shown`] = structuredClone(schemas[name])
  for (const part of told) open(part, both)
  for (const name of shown) open(schemas[both.has(name) ? `${name}Shown` : name], both)
}

/** Every name that is referred to from here, through others too. */
function reach(part: unknown, schemas: Node, found: Set<string>): void {
  if (Array.isArray(part)) for (const one of part) reach(one, schemas, found)
  if (!isNode(part)) return
  const name = nameIn(part)
  if (name !== undefined && !found.has(name)) {
    found.add(name)
    reach(schemas[name], schemas, found)
  }
  for (const inner of Object.values(part)) reach(inner, schemas, found)
}

function open(part: unknown, both: ReadonlySet<string>): void {
  if (Array.isArray(part)) for (const one of part) open(one, both)
  if (!isNode(part)) return
  const name = nameIn(part)
  if (name !== undefined && both.has(name)) part.$ref = `${named}${name}Shown`
  if (part.additionalProperties === false) delete part.additionalProperties
  for (const inner of Object.values(part)) open(inner, both)
}

function nameIn({ $ref }: Node): string | undefined {
  return typeof $ref === 'string' && $ref.startsWith(named) ? $ref.slice(named.length) : undefined
}

function node(value: unknown): Node {
  return isNode(value) ? value : {}
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
