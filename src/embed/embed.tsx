import { lazy, Suspense } from 'react'
import { useScenarioTitle } from '../features/catalogue/titles.ts'
import { useSection } from '../i18n/use-section.ts'
import { Bystanders } from '../store/bystanders.tsx'
import { useStudio } from '../store/store.ts'
import styles from './embed.module.css'
import { Header, OpenLink } from './header.tsx'
import type { FrameAddress } from './address.ts'
import type { Part } from './parameters.ts'
import { Transport } from './transport.tsx'

// On its way while the engine starts: neither waits for the other.
const diagram = import('./diagram.tsx')
const narration = import('../app/narration-strip.tsx')
const timeline = import('../features/timeline/timeline.tsx')
const clock = import('../features/timeline/parts/clock.tsx')
const Diagram = lazy(async () => ({ default: (await diagram).Diagram }))
const NarrationStrip = lazy(async () => ({ default: (await narration).NarrationStrip }))
const Timeline = lazy(async () => ({ default: (await timeline).Timeline }))
const Clock = lazy(async () => ({ default: (await clock).Clock }))
const Presentation = lazy(async () => ({ default: (await import('../app/presentation.tsx')).Presentation }))
const PredictView = lazy(async () => ({ default: (await import('../app/predict-view.tsx')).PredictView }))
const Notices = lazy(async () => ({ default: (await import('../app/notices.tsx')).Notices }))

interface Props {
  readonly show: ReadonlySet<Part>
  readonly onHash: FrameAddress['onHash']
}

/** One connection in a frame: header, diagram, narration, transport. */
export function Embed({ show, onHash }: Props) {
  const words = useSection('embed')
  const title = useScenarioTitle()
  const view = useStudio((state) => state.view)
  if (view === 'present') {
    return (
      <Suspense>
        <Presentation onLeave={null} />
      </Suspense>
    )
  }
  return (
    <main className={styles.embed} aria-label={words.title(title)}>
      {show.has('header') ? <Header title={title} onHash={onHash} /> : <h1 className="unseen">{title}</h1>}
      {view === 'predict' ? (
        <div className={styles.diagram}>
          <Suspense>
            <PredictView />
          </Suspense>
        </div>
      ) : (
        <Player show={show} onHash={onHash} />
      )}
    </main>
  )
}

/** Diagram, narration and transport. */
function Player({ show, onHash }: Props) {
  const words = useSection('embed')
  const failed = useStudio(({ engine, trace }) => engine === 'failed' && trace === null)
  return (
    <>
      <div className={styles.diagram}>
        {failed ? (
          <p className={styles.failed}>
            {words.failed} <OpenLink onHash={onHash} />
          </p>
        ) : (
          <Suspense>
            <Diagram withAxis={show.has('axis')} />
          </Suspense>
        )}
        <Suspense>
          <Notices />
        </Suspense>
      </div>
      {show.has('narration') && (
        <div className={styles.narration}>
          <Suspense>
            <Bystanders>
              <NarrationStrip />
            </Bystanders>
          </Suspense>
        </div>
      )}
      {show.has('transport') && (
        <Transport
          scrubber={
            <Suspense>
              <Bystanders>
                <Timeline withNames={false} />
              </Bystanders>
            </Suspense>
          }
          clock={
            <Suspense>
              <Clock short />
            </Suspense>
          }
        />
      )}
    </>
  )
}
