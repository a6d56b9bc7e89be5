import { type RefObject, useRef } from 'react'
import { Group, Panel, type PanelSize, Separator } from 'react-resizable-panels'
import { useMessages } from '../i18n/use-messages.ts'
import { usePreferences } from '../store/preferences.ts'
import styles from './splitter.module.css'

/** As studio.module.css has it. */
const usual = (): string => (matchMedia('(min-width: 100em)').matches ? '27.5rem' : '23.75rem')

interface Props {
  /** Has the columns; `--panel` is the width of the last of them. */
  readonly studio: RefObject<HTMLElement | null>
}

/**
 * The line between diagram and side panel, which can be moved. It lies over the columns and holds nothing itself: so
 * it may come later than what it divides, and nothing is mounted anew when it does.
 */
export function Splitter({ studio }: Props) {
  const { shell: words } = useMessages()
  const saved = usePreferences((state) => state.panelPx)
  const save = usePreferences((state) => state.save)
  const panel = useRef<HTMLDivElement>(null)
  const follow = ({ inPixels }: PanelSize) => {
    studio.current?.style.setProperty('--panel', `${Math.round(inPixels)}px`)
  }
  const keep = () => {
    const px = Math.round(panel.current?.offsetWidth ?? 0)
    if (px > 0) save({ panelPx: px })
  }
  return (
    <Group
      className={styles.splitter}
      disableCursor
      onLayoutChanged={(_layout, { isUserInteraction }) => isUserInteraction && keep()}
    >
      <Panel minSize="35rem" />
      <Separator className={styles.line} aria-label={words.resizePanel} />
      <Panel
        elementRef={panel}
        defaultSize={saved === null ? usual() : `${saved}px`}
        minSize="20rem"
        groupResizeBehavior="preserve-pixel-size"
        onResize={follow}
      />
    </Group>
  )
}
