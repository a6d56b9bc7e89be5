/** Whether two records of one shape have the same in every field but these; what is nested has to be the same object. */
export function sameFields<T extends object>(a: T, b: T, but: readonly (keyof T)[] = []): boolean {
  for (const field in a) if (a[field] !== b[field] && !but.includes(field)) return false
  return true
}
