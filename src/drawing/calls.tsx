import { memo, useState } from 'react'
import { sameFields } from '../base/same-fields.ts'
import type { CallMark } from '../diagram/calls.ts'
import { Places } from '../diagram/places.ts'
import type { SequenceLayout } from '../diagram/sequence-layout.ts'
import type { LaneText } from '../diagram/text-columns.ts'
import { useMessages } from '../i18n/use-messages.ts'
import { textOf } from '../ui/state-colour.ts'
import styles from './drawing.module.css'

/** Socket calls: bars while they block, dots if they return at once, leaders to the ribbon. */
export function Calls({ layout }: { readonly layout: SequenceLayout }) {
  if (!layout.columns.calls) return <CallDots layout={layout} />
  const places = new Places()
  const seen = layout.calls.filter(({ side, instant, y1 }) => !instant || !places.take(side, y1))
  return (
    <g aria-hidden="true">
      {seen.map((mark) => (
        <CallView key={mark.call.id} mark={mark} ribbon={layout.columns.sides[mark.side].outer} />
      ))}
    </g>
  )
}

const CAP = 5

interface CallProps {
  readonly mark: CallMark
  readonly ribbon: number
}

const isSameCall = (old: CallProps, next: CallProps): boolean =>
  old.ribbon === next.ribbon &&
  sameFields(old.mark, next.mark, ['call', 'leaders']) &&
  old.mark.leaders.length === next.mark.leaders.length &&
  old.mark.leaders.every((leader, i) => sameFields(leader, next.mark.leaders[i] ?? leader))

const CallView = memo(function CallView({ mark, ribbon }: CallProps) {
  const { x, y1, y2, instant, open, fromStep, toStep, leaders } = mark
  const away = Math.sign(ribbon - x)
  return (
    <>
      {leaders.map(({ y, step }) => (
        <path
          key={y}
          className={styles.leader}
          data-from={step}
          data-to={step}
          d={`M${x + away * 8} ${y}L${ribbon - away * 3} ${y}`}
        />
      ))}
      {instant ? (
        <circle className={styles.call} data-from={fromStep} data-to={toStep} cx={x} cy={y1} r={3} />
      ) : (
        <>
          <path className={styles.callBar} d={`M${x} ${y1}V${y2}`} />
          <path
            className={styles.cap}
            d={`M${x - CAP} ${y1}h${2 * CAP}${open ? '' : `M${x - CAP} ${y2}h${2 * CAP}`}`}
          />
        </>
      )}
    </>
  )
}, isSameCall)

/** Without a lane: a dot on the outer edge of the ribbon, its name under the pointer or on tap. */
function CallDots({ layout }: { readonly layout: SequenceLayout }) {
  const [named, setNamed] = useState(-1)
  return layout.calls.map((mark) => {
    const { outer, inner, names, outward } = layout.columns.sides[mark.side]
    const isOutside = layout.columns.named
    const { id } = mark.call
    return (
      // A pointer's way to what the table says to all.
      // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
      <g key={id} data-tip={mark.name} onClick={() => setNamed(named === id ? -1 : id)}>
        <circle className={styles.dotHit} cx={outer} cy={mark.y1} r={DOT_REACH} />
        <circle
          className={styles.call}
          data-from={mark.fromStep}
          data-to={mark.fromStep}
          cx={outer}
          cy={mark.y1}
          r={3}
        />
        {named === id && (
          // Over the dot: beside it stands the name of the state that the call has led to.
          <text
            className={styles.dotName}
            x={isOutside ? names : inner}
            y={mark.y1}
            dy="-0.8em"
            textAnchor={outward < 0 === isOutside ? 'end' : 'start'}
            lang="en"
          >
            {mark.name}
          </text>
        )}
      </g>
    )
  })
}

/** A finger finds it, and the ribbon beside it still is one, px. */
const DOT_REACH = 12

/** Names and results of calls, lengths of long timers. */
export function LaneTexts({ layout }: { readonly layout: SequenceLayout }) {
  return (
    <g aria-hidden="true">
      {layout.laneTexts.map((text) => (
        <LaneTextView key={`${text.kind} ${keyOf(text)}`} text={text} layout={layout} />
      ))}
    </g>
  )
}

const keyOf = (text: LaneText): number =>
  text.kind === 'timer' ? text.mark.timer.setFact : text.mark.call.id

const lookOf = ({ kind, mark }: Extract<LaneText, { kind: 'call' | 'result' }>) =>
  kind === 'call' ? 'callName' : mark.failed ? 'callError' : 'callResult'

function LaneTextView({ text, layout }: { readonly text: LaneText; readonly layout: SequenceLayout }) {
  const { diagram: words } = useMessages()
  const { labels, outward } = layout.columns.sides[text.side]
  const place = { x: labels, y: text.y, textAnchor: outward < 0 ? ('end' as const) : ('start' as const) }
  const since = { 'data-from': text.fromStep, 'data-to': text.fromStep }
  switch (text.kind) {
    case 'call':
    case 'result':
      return (
        <g {...since} className={styles[lookOf(text)]} lang="en">
          <path className={styles.paper} d={`M${labels} ${text.y}h${outward * text.width}`} />
          <text {...place}>{text.words}</text>
        </g>
      )
    case 'blocked':
      return (
        <text {...place} {...since} className={styles.blocked}>
          {words.blocked}
        </text>
      )
    case 'timer': {
      const { timer, restart, name, length } = text.mark
      const colour = timer.timer === 'time-wait' ? textOf('TIME-WAIT') : undefined
      return (
        <text {...place} {...since} className={styles.timerName} style={{ fill: colour }}>
          {text.stacked ? (
            <>
              <tspan className={restart ? styles.prose : undefined} dy="-0.55em">
                {restart ? words.restart : name}
              </tspan>
              <tspan x={labels} dy="1.2em">
                {length}
              </tspan>
            </>
          ) : (
            `${name} ${length}`
          )}
        </text>
      )
    }
  }
}
