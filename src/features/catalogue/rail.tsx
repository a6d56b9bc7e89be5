import { Keyboard, PanelLeftClose, PanelLeftOpen } from 'lucide-react'
import { lazy, type MouseEvent, Suspense, useEffect, useRef } from 'react'
import { GlyphPicture } from '../../drawing/glyph-picture.tsx'
import { useMessages } from '../../i18n/use-messages.ts'
import { CATALOGUE, type ScenarioId } from '../../scenario/catalogue.ts'
import { type Group, GROUPS } from '../../scenario/catalogue/entry.ts'
import { studio, useStudio } from '../../store/store.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { useRoving } from '../../ui/roving.ts'
import styles from './catalogue.module.css'
import { GLYPHS } from './glyphs.ts'
import { useTitles } from './titles.ts'

const LabRows = lazy(async () => ({ default: (await import('./lab-rows.tsx')).LabRows }))

interface Props {
  /** Only glyphs, the names in tooltips. */
  readonly collapsed: boolean
  /** Absent where there is nothing to collapse: in the drawer. */
  readonly onCollapse?: (collapsed: boolean) => void
  /** Something was chosen: a drawer closes. */
  readonly onOpened?: () => void
}

/** All scenarios in their groups. */
export function Rail({ collapsed, onCollapse, onOpened }: Props) {
  const { shell: words, catalogue } = useMessages()
  const current = useStudio((state) => state.catalogueId)
  const rail = useRef<HTMLElement>(null)
  useRoving(rail, 'a')
  return (
    <nav
      ref={rail}
      className={styles.rail}
      data-collapsed={collapsed || undefined}
      aria-label={words.catalogue}
    >
      <div className={styles.list} data-scrolls>
        {GROUPS.filter(hasEntries).map((group) => (
          <section key={group}>
            <h2 className={styles.group}>{catalogue.groups[group]}</h2>
            <ul>
              {CATALOGUE.filter((entry) => entry.group === group).map(({ id }) => (
                <li key={id}>
                  <Row id={id} current={current} collapsed={collapsed} onOpened={onOpened} />
                </li>
              ))}
            </ul>
          </section>
        ))}
        <Suspense>
          <LabRows collapsed={collapsed} onOpened={onOpened} />
        </Suspense>
      </div>
      <footer className={styles.foot}>
        {onCollapse !== undefined && (
          <IconButton
            label={collapsed ? words.expandRail : words.collapseRail}
            aria-expanded={!collapsed}
            onClick={() => onCollapse(!collapsed)}
          >
            {collapsed ? <PanelLeftOpen size={16} /> : <PanelLeftClose size={16} />}
          </IconButton>
        )}
        <IconButton
          label={words.shortcuts}
          keys="?"
          aria-haspopup="dialog"
          onClick={() => {
            onOpened?.()
            studio.getState().set({ dialog: 'shortcuts' })
          }}
        >
          <Keyboard size={16} />
        </IconButton>
      </footer>
    </nav>
  )
}

const hasEntries = (group: Group) => CATALOGUE.some((entry) => entry.group === group)

interface RowProps {
  readonly id: ScenarioId
  /** Address of the scenario on screen. */
  readonly current: string | null
  readonly collapsed: boolean
  readonly onOpened: (() => void) | undefined
}

function Row({ id, current, collapsed, onOpened }: RowProps) {
  const words = useTitles()?.[id]
  const selected = current?.split('/')[0] === id
  const row = useRef<HTMLAnchorElement>(null)
  useEffect(() => {
    if (selected) row.current?.scrollIntoView({ block: 'nearest' })
  }, [selected, words])
  const linkTo = (address: string, isCurrent: boolean) => ({
    // Not `#` alone: to checkers of pages that looks like a link inside this page.
    href: `./#${address}`,
    'aria-current': isCurrent || undefined,
    onClick: (event: MouseEvent) => {
      // Another tab is the browser's business.
      if (event.metaKey || event.ctrlKey || event.shiftKey) return
      event.preventDefault()
      studio.getState().open(address)
      onOpened?.()
    },
  })
  return (
    <>
      <a
        ref={row}
        {...linkTo(id, selected)}
        className={styles.row}
        aria-label={words?.title}
        data-tip={collapsed ? words?.title : undefined}
        data-tip-side="right"
      >
        <GlyphPicture glyph={GLYPHS[id]} selected={selected} />
        {!collapsed && <span className={styles.name}>{words?.title}</span>}
      </a>
      {selected && !collapsed && words !== undefined && words.variants.length > 1 && (
        <ul className={styles.variants}>
          {words.variants.map((variant, index) => {
            const address = index === 0 ? id : `${id}/${index + 1}`
            return (
              <li key={address}>
                <a {...linkTo(address, address === current)} className={styles.variant}>
                  {variant}
                </a>
              </li>
            )
          })}
        </ul>
      )}
    </>
  )
}
