import { joinPath } from '../../scenario/schema-error.ts'

/** Way from the whole to a member or an item: `['apps', 'C', 0, 'op']`. */
export type Path = readonly (string | number)[]

/** As errors write it: `apps.C[0].op`. */
export const pathText = (path: Path): string => path.reduce<string>(joinPath, '')

type Container = Readonly<Record<string | number, unknown>>

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null

/** What stands there; undefined where nothing does. */
export function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) => (isContainer(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    root,
  )
}

/** The whole with another value in that place; undefined removes a member or an item. */
export function withValue(root: unknown, path: Path, value: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return value
  const next = rest.length === 0 ? value : withValue(valueAt(root, [key]), rest, value)
  if (Array.isArray(root)) {
    const items: unknown[] = [...(root as readonly unknown[])]
    items.splice(Number(key), 1, ...(next === undefined ? [] : [next]))
    return items
  }
  const { [key]: _old, ...others } = isContainer(root) ? root : {}
  if (next === undefined) return others
  return isContainer(root) ? { ...root, [key]: next } : { [key]: next }
}
