import styles from './tooltip.module.css'

/**
 * One tooltip for the whole page: any element with `data-tip` (and `data-keys` for its shortcut) has one. It repeats
 * what the element's accessible name says already, so it is hidden from screen readers. Esc takes it away, the
 * pointer may rest on it (WCAG 1.4.13).
 */
const SHOW_AFTER_MS = 450
const GAP_PX = 8

export function startTooltips(root: HTMLElement): void {
  const tip = document.createElement('div')
  tip.className = styles.tip ?? ''
  tip.ariaHidden = 'true'
  tip.hidden = true
  root.append(tip)
  let owner: HTMLElement | null = null
  let timer = 0

  const hide = () => {
    clearTimeout(timer)
    owner = null
    tip.hidden = true
  }
  const show = () => {
    if (owner === null || !owner.isConnected) return hide()
    const keys = document.createElement('kbd')
    keys.textContent = owner.dataset.keys ?? ''
    tip.replaceChildren(owner.dataset.tip ?? '', ...(owner.dataset.keys === undefined ? [] : [keys]))
    tip.hidden = false
    place(tip, owner)
  }
  const over = (event: Event, delayMs: number) => {
    const target = event.target instanceof Element ? event.target : null
    if (target !== null && tip.contains(target)) return
    const next = target?.closest<HTMLElement>('[data-tip]') ?? null
    if (next === owner) return
    hide()
    owner = next
    if (owner !== null) timer = window.setTimeout(show, delayMs)
  }

  document.addEventListener('pointerover', (event) => {
    if (event.pointerType === 'mouse') over(event, SHOW_AFTER_MS)
  })
  document.addEventListener('focusin', (event) => {
    if (event.target instanceof Element && event.target.matches(':focus-visible')) over(event, 0)
    else hide()
  })
  document.addEventListener('focusout', hide)
  document.addEventListener('pointerdown', hide)
  document.addEventListener('keydown', (event) => event.key === 'Escape' && hide())
}

/** Below its owner; beside it in a column of icons, above it at the foot of the window. */
function place(tip: HTMLElement, owner: HTMLElement): void {
  const at = owner.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = tip
  const beside = owner.dataset.tipSide === 'right'
  const left = beside ? at.right + GAP_PX : at.left + at.width / 2 - width / 2
  const below = beside ? at.top + at.height / 2 - height / 2 : at.bottom + GAP_PX
  const top = below + height > innerHeight ? at.top - GAP_PX - height : below
  tip.style.left = `${Math.max(4, Math.min(left, innerWidth - width - 4))}px`
  tip.style.top = `${top}px`
}
