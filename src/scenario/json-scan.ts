import { SIZES } from './limits.ts'
import { joinPath, type SchemaError, schemaError } from './schema-error.ts'

/**
 * Reads valid JSON text for what JSON.parse does not tell: members named twice (it keeps the last in silence), depth
 * and number of values. Only for text that JSON.parse took: on other text this could take very long.
 */
export function scanJson(text: string): SchemaError[] {
  const errors: SchemaError[] = []
  const open: Container[] = []
  let values = 0
  for (const [token] of text.matchAll(TOKEN)) {
    const container = open.at(-1)
    if (token === '}' || token === ']') open.pop()
    else if (token === ',') container?.next()
    else if (token === ':') container?.colon()
    else if (container?.expectsName === true && token.startsWith('"')) {
      if (container.isRepeated(token)) errors.push(schemaError(pathOf(open), 'duplicate-member', {}))
    } else {
      if (++values > SIZES.values) return [schemaError('', 'too-many-values', { limit: SIZES.values })]
      if (token !== '{' && token !== '[') continue
      if (open.length === SIZES.depth) return [schemaError(pathOf(open), 'too-deep', { limit: SIZES.depth })]
      open.push(new Container(token === '{'))
    }
    if (errors.length === SIZES.errors) break
  }
  return errors
}

/** A string, a mark, or a number or word. */
const TOKEN = /"[^"\\]*(?:\\[^][^"\\]*)*"|[{}[\],:]|[^\s"{}[\],:]+/g

/** An object or array whose end has not been read yet. */
class Container {
  readonly #names: Set<string> | null
  #name = ''
  #index = 0
  expectsName: boolean

  constructor(isObject: boolean) {
    this.#names = isObject ? new Set() : null
    this.expectsName = isObject
  }

  get key(): string | number {
    return this.#names === null ? this.#index : this.#name
  }

  next(): void {
    this.#index++
    this.expectsName = this.#names !== null
  }

  colon(): void {
    this.expectsName = false
  }

  isRepeated(token: string): boolean {
    // As JSON.parse reads it: "\u0061" is "a".
    this.#name = String(JSON.parse(token))
    const repeated = this.#names?.has(this.#name) === true
    this.#names?.add(this.#name)
    return repeated
  }
}

function pathOf(open: readonly Container[]): string {
  return open.reduce((path, container) => joinPath(path, container.key), '')
}
