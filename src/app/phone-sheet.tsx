import {
  animate,
  domMax,
  LazyMotion,
  MotionConfig,
  type PanInfo,
  useDragControls,
  useMotionValue,
} from 'framer-motion'
import * as m from 'framer-motion/m'
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { useMessages } from '../i18n/use-messages.ts'
import styles from './phone-sheet.module.css'
import { type Detent, DETENTS, nearestDetent, offsetOf } from './sheet-detents.ts'

const SPRING = { type: 'spring', stiffness: 380, damping: 38 } as const

interface Props {
  readonly detent: Detent
  readonly onDetent: (detent: Detent) => void
  readonly tabs: ReactNode
  readonly children: ReactNode
}

/** A sheet that is pulled up from the foot of the window: only its tabs, half, or nearly all. */
export function PhoneSheet({ detent, onDetent, tabs, children }: Props) {
  const { shell: words } = useMessages()
  const sheet = useRef<HTMLDivElement>(null)
  const height = useHeight(sheet)
  const y = useMotionValue(0)
  const drag = useDragControls()
  const settle = useCallback(
    (to: Detent, velocity = 0) => animate(y, offsetOf(to, height), { ...SPRING, velocity }),
    [y, height],
  )
  const settledHeight = useRef(0)
  useEffect(() => {
    if (height === 0) return
    // Another height is a turned phone, not a movement.
    if (settledHeight.current === height) void settle(detent)
    else y.jump(offsetOf(detent, height))
    settledHeight.current = height
  }, [settle, detent, height, y])
  const onDragEnd = (_event: unknown, { velocity }: PanInfo) => {
    const next = nearestDetent(y.get(), velocity.y, height)
    if (next === detent) void settle(next, velocity.y)
    else onDetent(next)
  }
  const next = DETENTS[(DETENTS.indexOf(detent) + 1) % DETENTS.length] as Detent
  return (
    <MotionConfig reducedMotion="user">
      <LazyMotion features={domMax} strict>
        <m.div
          ref={sheet}
          className={styles.sheet}
          style={{ y }}
          drag="y"
          dragControls={drag}
          dragListener={false}
          dragConstraints={{ top: 0, bottom: offsetOf('peek', height) }}
          dragElastic={0.05}
          dragMomentum={false}
          onDragEnd={onDragEnd}
        >
          <div className={styles.head} onPointerDown={(event) => drag.start(event)}>
            <button
              type="button"
              className={styles.handle}
              aria-label={words.resizeSheet}
              onClick={() => onDetent(next)}
            />
            {tabs}
          </div>
          <div className={styles.body} data-scrolls style={{ paddingBottom: offsetOf(detent, height) }}>
            {children}
          </div>
        </m.div>
      </LazyMotion>
    </MotionConfig>
  )
}

function useHeight(element: React.RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(0)
  useEffect(() => {
    if (element.current === null) return undefined
    const observer = new ResizeObserver(([entry]) => setHeight(entry?.contentRect.height ?? 0))
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return height
}
