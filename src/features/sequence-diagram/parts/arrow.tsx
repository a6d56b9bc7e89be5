import { memo } from 'react'
import { type ArrowProps, ArrowShape, isSameArrow } from '../../../drawing/arrow.tsx'
import { useStudio } from '../../../store/store.ts'
import { isReadersDrop } from '../readers-drop.ts'

/** A segment of the studio's run: selected, pointed at and dropped by its reader. */
export const ArrowView = memo(function ArrowView(props: ArrowProps) {
  const { segment } = props.arrow
  // One number, since each of many arrows asks whenever anything changes.
  const look = useStudio((studio) => {
    const { selectedSegment, hovered } = studio
    const isHovered = hovered?.kind === 'segment' && hovered.id === segment.id
    return (
      (selectedSegment === segment.id ? SELECTED : 0) |
      (isHovered ? HOVERED : 0) |
      (isReadersDrop(studio, segment) ? DROPPED : 0)
    )
  })
  return (
    <ArrowShape
      {...props}
      isSelected={(look & SELECTED) !== 0}
      isHovered={(look & HOVERED) !== 0}
      isDropped={(look & DROPPED) !== 0}
    />
  )
}, isSameArrow)

const SELECTED = 1
const HOVERED = 2
const DROPPED = 4
