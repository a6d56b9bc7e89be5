import type { Page } from '@playwright/test'

/** What a person would call ugly: text that is cut, and texts that lie on each other. */
export function flaws(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isSeen = (element: Element): boolean =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      element.closest('.unseen, [inert], option') === null
    const said = (text: string) => text.trim().replace(/\s+/g, ' ').slice(0, 40)

    const texts: { element: Element; text: string; box: DOMRect }[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement
      if (element === null || said(node.nodeValue ?? '') === '' || !isSeen(element)) continue
      if (element instanceof SVGElement) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      for (const box of range.getClientRects()) texts.push({ element, text: said(node.nodeValue ?? ''), box })
    }

    const found = new Set<string>()
    for (const { element, text } of texts) {
      const { overflowX } = getComputedStyle(element)
      const isCut =
        (overflowX === 'hidden' || overflowX === 'clip') &&
        // A line of a pixel is not meant to be read.
        Math.min(element.clientWidth, element.clientHeight) > 2 &&
        element.scrollWidth > element.clientWidth + 1
      if (isCut) found.add(`cut: ${text}`)
    }
    // Only what is really on top in both places.
    const isOnTop = (element: Element, { left, top, width, height }: DOMRect) => {
      const there = document.elementFromPoint(left + width / 2, top + height / 2)
      return there !== null && (element.contains(there) || there.contains(element))
    }
    const shown = texts.filter(({ element, box }) => box.width > 0 && isOnTop(element, box))
    for (const [i, a] of shown.entries()) {
      for (const b of shown.slice(i + 1)) {
        const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left)
        const high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top)
        // Boxes of lines are taller than their letters.
        if (wide > 2 && high > a.box.height / 2) found.add(`overlap: ${a.text} | ${b.text}`)
      }
    }
    const { scrollWidth } = document.documentElement
    if (scrollWidth > innerWidth) found.add(`scrolls sideways: ${scrollWidth} px`)
    return [...found]
  })
}
