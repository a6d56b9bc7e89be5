import { joinPath } from '../../scenario/schema-error.ts'

/** Part of a text, in characters; `line` counts from 0. */
export interface Place {
  readonly from: number
  readonly to: number
  readonly line: number
}

/** A string, a mark, or a number or word. */
const TOKEN = /"[^"\\]*(?:\\[^][^"\\]*)*"|[{}[\],:]|[^\s"{}[\],:]+/g

/** Where in a JSON text a path stands; where it does not, the nearest container that does. */
export function placeInJson(text: string, path: string): Place {
  const places = placesOf(text)
  for (let at = path; at !== ''; at = parentOf(at)) {
    const place = places.get(at)
    if (place !== undefined) return place
  }
  return { from: 0, to: 0, line: 0 }
}

const parentOf = (path: string): string => path.replace(/(?:^|\.)[A-Za-z0-9_]+$|\[[^[\]]*\]$/, '')

/** Each member's name and each item's beginning. */
function placesOf(text: string): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>()
  const open: { path: string; index: number | null; name: string }[] = []
  let line = 0
  let counted = 0
  for (const match of text.matchAll(TOKEN)) {
    const [token] = match
    for (; counted < match.index; counted++) if (text[counted] === '\n') line++
    const inside = open.at(-1)
    const place = { from: match.index, to: match.index + token.length, line }
    if (token === '}' || token === ']') open.pop()
    else if (token === ',') {
      if (inside?.index === null) inside.name = ''
      else if (inside !== undefined) inside.index = Number(inside.index) + 1
    } else if (token === ':') continue
    else if (inside?.index === null && inside.name === '') {
      inside.name = nameOf(token)
      places.set(joinPath(inside.path, inside.name), place)
    } else {
      const path = inside === undefined ? '' : joinPath(inside.path, inside.index ?? inside.name)
      if (inside?.index !== null && inside !== undefined) places.set(path, place)
      if (token === '{' || token === '[') open.push({ path, index: token === '[' ? 0 : null, name: '' })
    }
  }
  return places
}

function nameOf(token: string): string {
  try {
    return String(JSON.parse(token))
  } catch {
    return token
  }
}

/** Where text stops being JSON, from the browser's own message; null if that does not say. */
export function placeOfSyntaxError(text: string): Place | null {
  try {
    JSON.parse(text)
    return null
  } catch (error) {
    const message = String(error)
    const position = /position (\d+)/.exec(message)?.[1]
    const lineAndColumn = /line (\d+) column (\d+)/.exec(message)
    if (position !== undefined) return at(text, Number(position))
    if (lineAndColumn === null) return /end|empty/i.test(message) ? at(text, text.length) : null
    const lines = text.split('\n').slice(0, Number(lineAndColumn[1]) - 1)
    const before = lines.reduce((sum, each) => sum + each.length + 1, 0)
    return at(text, before + Number(lineAndColumn[2]) - 1)
  }
}

function at(text: string, from: number): Place {
  return { from, to: Math.min(from + 1, text.length), line: text.slice(0, from).split('\n').length - 1 }
}
