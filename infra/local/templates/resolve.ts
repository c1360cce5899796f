import { accountId, partition, region, urlSuffix } from '../account.ts'
import { isObject, type Json, type JsonObject } from '../json.ts'
import type { Assembly, Resource } from './assembly.ts'

/** What a resource answers to `Ref` and `Fn::GetAtt`; `undefined` where it has no such answer. */
export interface Physical {
  ref(resource: Resource): string | undefined
  attribute(resource: Resource, name: string): string | undefined
}

/** A template says something the local stack does not understand: it refuses to start and names the resource. */
export class NotUnderstood extends Error {
  constructor(resource: Pick<Resource, 'logicalId' | 'type' | 'stack'>, what: string) {
    super(`${resource.stack}/${resource.logicalId} (${resource.type}): ${what}`)
    this.name = 'NotUnderstood'
  }
}

const pseudoParameters: Record<string, Json> = {
  'AWS::Region': region,
  'AWS::AccountId': accountId,
  'AWS::Partition': partition,
  'AWS::URLSuffix': urlSuffix,
}

/** The properties of one resource with every intrinsic function replaced by its value. */
export function resolveProperties(assembly: Assembly, physical: Physical, resource: Resource): JsonObject {
  const value = new Resolution(assembly, physical, resource).value(resource.properties, resource.stack)
  if (!isObject(value)) throw new NotUnderstood(resource, 'its properties are no object')
  return value
}

class Resolution {
  readonly #assembly: Assembly
  readonly #physical: Physical
  readonly #asker: Resource

  constructor(assembly: Assembly, physical: Physical, asker: Resource) {
    this.#assembly = assembly
    this.#physical = physical
    this.#asker = asker
  }

  value(value: Json, stack: string): Json {
    if (Array.isArray(value)) return value.filter((item) => !isNoValue(item)).map((item) => this.value(item, stack))
    if (!isObject(value)) return value
    const [name, ...others] = Object.keys(value)
    if (name !== undefined && others.length === 0 && (name === 'Ref' || name.startsWith('Fn::'))) {
      return this.#intrinsic(name, value[name] ?? null, stack)
    }
    const kept = Object.entries(value).filter(([, item]) => !isNoValue(item))
    return Object.fromEntries(kept.map(([key, item]) => [key, this.value(item, stack)]))
  }

  #intrinsic(name: string, argument: Json, stack: string): Json {
    switch (name) {
      case 'Ref':
        return this.#ref(this.#text(argument, stack, name), stack)
      case 'Fn::GetAtt': {
        const [id, ...attribute] =
          typeof argument === 'string' ? argument.split('.') : this.#texts(argument, stack, name)
        return this.#attribute(id ?? '', attribute.join('.'), stack)
      }
      case 'Fn::Join': {
        const [separator, parts] = this.#list(argument, name)
        return this.#texts(parts ?? null, stack, name).join(this.#text(separator ?? null, stack, name))
      }
      case 'Fn::Split': {
        const [separator, text] = this.#list(argument, name)
        return this.#text(text ?? null, stack, name).split(this.#text(separator ?? null, stack, name))
      }
      case 'Fn::Select': {
        const [index, list] = this.#list(argument, name)
        const chosen = this.#list(this.value(list ?? null, stack), name)[Number(index)]
        return chosen ?? this.#refuse('Fn::Select reaches past its list')
      }
      case 'Fn::Sub':
        return this.#substitute(argument, stack)
      case 'Fn::ImportValue': {
        const exported = this.#assembly.exports.get(this.#text(argument, stack, name))
        if (!exported) return this.#refuse(`nothing exports ${JSON.stringify(argument)}`)
        return this.value(exported.value, exported.stack)
      }
      default:
        return this.#refuse(`the intrinsic function ${name} is not understood`)
    }
  }

  #substitute(argument: Json, stack: string): string {
    const [template, given] = Array.isArray(argument) ? argument : [argument]
    const own = isObject(given) ? given : {}
    return this.#text(template ?? null, stack, 'Fn::Sub').replace(/\$\{([^}]+)\}/g, (_, inner: string) => {
      if (inner.startsWith('!')) return `\${${inner.slice(1)}}`
      const [id, ...attribute] = inner.split('.')
      const given = own[inner]
      if (given !== undefined) return this.#text(given, stack, 'Fn::Sub')
      return attribute.length > 0
        ? this.#attribute(id ?? '', attribute.join('.'), stack)
        : String(this.#ref(inner, stack))
    })
  }

  #ref(id: string, stack: string): Json {
    const pseudo = id === 'AWS::StackName' ? stack : pseudoParameters[id]
    const known = pseudo ?? this.#assembly.stacks.get(stack)?.parameters.get(id)
    if (known !== undefined) return known
    const resource = this.#assembly.stacks.get(stack)?.resources.get(id)
    const answer = resource && this.#physical.ref(resource)
    return answer ?? this.#refuse(`Ref ${id} has no value here`)
  }

  #attribute(id: string, name: string, stack: string): string {
    const resource = this.#assembly.stacks.get(stack)?.resources.get(id)
    const answer = resource && this.#physical.attribute(resource, name)
    return answer ?? this.#refuse(`Fn::GetAtt ${id}.${name} has no value here`)
  }

  #list(value: Json, name: string): Json[] {
    return Array.isArray(value) ? value : this.#refuse(`${name} wants a list`)
  }

  #texts(value: Json, stack: string, name: string): string[] {
    return this.#list(this.value(value, stack), name).map((item) => this.#text(item, stack, name))
  }

  #text(value: Json, stack: string, name: string): string {
    const resolved = this.value(value, stack)
    if (typeof resolved === 'string' || typeof resolved === 'number') return String(resolved)
    return this.#refuse(`${name} wants text`)
  }

  #refuse(what: string): never {
    throw new NotUnderstood(this.#asker, what)
  }
}

function isNoValue(value: Json): boolean {
  return isObject(value) && value.Ref === 'AWS::NoValue'
}
