/** Writes to elements in a frame: only what has changed, since most of it stays the same for many frames. */

export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text
}

export function setHidden(element: Element, hidden: boolean): void {
  if (element.hasAttribute('hidden') !== hidden) element.toggleAttribute('hidden', hidden)
}

export function setAttribute(element: Element, name: string, value: string | number | boolean): void {
  const text = String(value)
  if (element.getAttribute(name) !== text) element.setAttribute(name, text)
}
