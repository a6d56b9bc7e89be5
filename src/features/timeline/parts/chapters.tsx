import { type RefObject, useEffect, useState } from 'react'
import { proseWidth } from '../../../diagram/text-width.ts'
import type { TimeAxis } from '../../../diagram/time-axis.ts'
import { ms } from '../../../i18n/format.ts'
import { useMessages } from '../../../i18n/use-messages.ts'
import type { Chapter } from '../../../store/chapters.ts'
import { playback } from '../../../store/playback.ts'
import { useStudio } from '../../../store/store.ts'
import { chapterName } from '../chapter-name.ts'
import { headings } from '../layout.ts'
import styles from '../timeline.module.css'

const FONT_PX = 11

interface Props {
  readonly chapters: readonly Chapter[]
  readonly axis: TimeAxis
  readonly track: RefObject<HTMLElement | null>
}

/** Names above the ribbons; a click jumps there. The keyboard has PageUp and PageDown for it. */
export function Chapters({ chapters, axis, track }: Props) {
  const { timeline: words } = useMessages()
  const step = useStudio((studio) => studio.step)
  const width = useWidth(track)
  const shown = headings(
    chapters,
    (chapter) => chapterName(chapter, words),
    axis,
    width,
    (name) => proseWidth(name, FONT_PX),
  )
  return (
    <ul className={styles.chapters} aria-label={words.chapters}>
      {shown.map(({ chapter, name, at }) => (
        <li key={chapter.step} style={{ left: `${at * 100}%` }}>
          <button
            type="button"
            tabIndex={-1}
            className={styles.chapter}
            data-future={chapter.step > step || undefined}
            aria-label={words.goToChapter(name, ms(chapter.tUs))}
            onClick={() => playback.seekStep(chapter.step)}
          >
            {name}
          </button>
        </li>
      ))}
    </ul>
  )
}

function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    if (element.current === null) return undefined
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0))
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return width
}
