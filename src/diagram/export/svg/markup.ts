/** SVG as text. Whatever comes in is escaped here, so that nothing in a scenario can become markup. */
export type Markup = { readonly svg: string }

type Value = string | number | undefined

/** Tenths of a pixel are finer than anybody sees. */
const written = (value: string | number): string =>
  typeof value === 'number' ? String(Math.round(value * 10) / 10) : escaped(rounded(value))

/** Numbers inside paths. */
const rounded = (text: string): string =>
  text.replace(/-?\d+\.\d{2,}/g, (number) => String(Math.round(Number(number) * 10) / 10))

const escaped = (text: string): string =>
  Array.from(text)
    .filter(isCharacter)
    .join('')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')

/** What XML 1.0 can hold: no control characters, no halves of pairs. */
function isCharacter(char: string): boolean {
  const code = char.codePointAt(0) ?? 0
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd
  return (code < 0xd800 || code > 0xdfff) && code !== 0xfffe && code !== 0xffff
}

/** An element; attributes that are undefined are left out, strings among the children are text. */
export function el(
  name: string,
  attributes: Readonly<Record<string, Value>>,
  ...children: (Markup | string)[]
): Markup {
  const given = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${written(value ?? '')}"`)
    .join('')
  const inside = children.map((child) => (typeof child === 'string' ? escaped(child) : child.svg)).join('')
  return { svg: inside === '' ? `<${name}${given}/>` : `<${name}${given}>${inside}</${name}>` }
}

export const group = (attributes: Readonly<Record<string, Value>>, children: readonly Markup[]): Markup =>
  el('g', attributes, ...children)
