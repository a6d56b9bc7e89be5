/** A value of an option: JSON where it is that, else the bare word (`linux` for `"linux"`). */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}
