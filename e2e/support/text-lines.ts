/** A line of text on screen, in px of the window. */
export interface TextLine {
  readonly text: string
  /** Where its letters are: the corners in the order of a box, turned where the text is. */
  readonly corners: readonly (readonly [x: number, y: number])[]
  /** Why it cannot be read as a whole; null if it can. */
  readonly cut: string | null
  /** In the window, and nothing is painted over it. */
  readonly shown: boolean
}

/** All text of the page and of the drawings in it. Runs in the page, so all that it needs is inside. */
export function textLines(): TextLine[] {
  type Point = readonly [x: number, y: number]
  /** Boxes of lines are higher than their letters: this share above and below has none. */
  const SPARE = 0.22

  // What is hidden in a drawing may have a box.
  const isSeen = (element: Element): boolean =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    element.closest('.unseen, [inert], [hidden], option') === null
  const clips = (element: Element): boolean => getComputedStyle(element).overflowX !== 'visible'
  const isInside = ([x, y]: Point, { left, right, top, bottom }: DOMRect, by = 0): boolean =>
    x >= left - by && x <= right + by && y >= top - by && y <= bottom + by
  const middle = (corners: readonly Point[]): Point => [
    corners.reduce((sum, [x]) => sum + x, 0) / 4,
    corners.reduce((sum, [, y]) => sum + y, 0) / 4,
  ]

  function cornersOf({ x, y, width, height }: DOMRect, isUpright = true, matrix = new DOMMatrix()): Point[] {
    const [inX, inY] = isUpright ? [0, height * SPARE] : [width * SPARE, 0]
    const [left, right, top, bottom] = [x + inX, x + width - inX, y + inY, y + height - inY]
    const corners: Point[] = [
      [left, top],
      [right, top],
      [right, bottom],
      [left, bottom],
    ]
    return corners.map((corner): Point => {
      const { x: atX, y: atY } = new DOMPoint(...corner).matrixTransform(matrix)
      return [atX, atY]
    })
  }

  function inPage(element: Element, node: Node): Point[][] {
    const range = document.createRange()
    range.selectNodeContents(node)
    const isUpright = getComputedStyle(element).writingMode === 'horizontal-tb'
    const boxes = [...range.getClientRects()].filter(({ width }) => width > 0)
    return boxes.map((box) => cornersOf(box, isUpright))
  }

  /** By the drawing's own coordinates: the box that a turned label has in the window is too large. */
  function inDrawing(element: SVGTextContentElement, node: Node): Point[][] {
    const before = document.createRange()
    before.setStart(element, 0)
    before.setEndBefore(node)
    const first = before.toString().length
    const end = Math.min(first + (node.nodeValue ?? '').trimEnd().length, element.getNumberOfChars())
    const matrix = element.getScreenCTM()
    if (end <= first || matrix === null) return []
    const a = element.getExtentOfChar(first)
    const z = element.getExtentOfChar(end - 1)
    const left = Math.min(a.x, z.x)
    const box = new DOMRect(left, a.y, Math.max(a.x + a.width, z.x + z.width) - left, a.height)
    return [cornersOf(box, true, DOMMatrix.fromMatrix(matrix))]
  }

  function cutOf(element: Element, corners: readonly Point[]): string | null {
    if (!(element instanceof SVGElement)) {
      // A line of a pixel is not meant to be read.
      const isPlace = Math.min(element.clientWidth, element.clientHeight) > 2
      const isScroller = /auto|scroll/.test(getComputedStyle(element).overflowX)
      const isWider = element.scrollWidth > element.clientWidth + 1
      return isPlace && isWider && clips(element) && !isScroller ? 'cut' : null
    }
    const drawing = element.ownerSVGElement as SVGSVGElement
    const box = drawing.getBoundingClientRect()
    if (clips(drawing) && !corners.every((corner) => isInside(corner, box, 1))) return 'cut in its drawing'
    // Up and down, drawings may scroll.
    for (let around = drawing.parentElement; around !== null; around = around.parentElement) {
      const { left, right } = around.getBoundingClientRect()
      if (clips(around) && corners.some(([x]) => x < left - 1 || x > right + 1))
        return 'cut beside its drawing'
    }
    return null
  }

  const paints = (element: Element | null, until: Element): boolean => {
    if (element === null || element.contains(until)) return false
    const { backgroundColor } = getComputedStyle(element)
    return !/(, 0\)|transparent)$/.test(backgroundColor) || paints(element.parentElement, until)
  }
  /** Whether it is scrolled out of something around it. */
  const isOut = (element: Element | null, at: Point): boolean =>
    element !== null &&
    ((clips(element) && !isInside(at, element.getBoundingClientRect())) || isOut(element.parentElement, at))
  /** Most of a drawing lets the pointer through, so that the page has to be asked in another way. */
  function isShown(element: Element, corners: readonly Point[]): boolean {
    const there = document.elementFromPoint(...middle(corners))
    if (there === null || isOut(element.parentElement, middle(corners))) return false
    if (element instanceof SVGElement) return there.closest('svg') !== null || !paints(there, element)
    return element.contains(there) || there.contains(element)
  }

  const found: TextLine[] = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement
    const text = (node.nodeValue ?? '').trim().replace(/\s+/g, ' ').slice(0, 40)
    if (element === null || text === '' || !isSeen(element)) continue
    const isDrawn = element instanceof SVGTextContentElement
    for (const corners of isDrawn ? inDrawing(element, node) : inPage(element, node)) {
      const shown = isShown(element, corners)
      // What is scrolled out of a drawing is not cut.
      found.push({ text, corners, shown, cut: shown || !isDrawn ? cutOf(element, corners) : null })
    }
  }
  return found
}
