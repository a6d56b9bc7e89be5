import { memo } from 'react'
import { type ArrowProps, ArrowShape } from '../../../drawing/arrow.tsx'
import { useStudio } from '../../../store/store.ts'
import { isReadersDrop } from '../readers-drop.ts'

/** A segment of the studio's run: selected, pointed at and dropped by its reader. */
export const ArrowView = memo(function ArrowView(props: ArrowProps) {
  const { segment } = props.arrow
  const isSelected = useStudio((studio) => studio.selectedSegment === segment.id)
  const isHovered = useStudio(({ hovered }) => hovered?.kind === 'segment' && hovered.id === segment.id)
  const isDropped = useStudio((studio) => isReadersDrop(studio, segment))
  return <ArrowShape {...props} isSelected={isSelected} isHovered={isHovered} isDropped={isDropped} />
})
