import { useCoverage } from '../features/state-graph/seen.ts'
import { useMessages } from '../i18n/use-messages.ts'
import { usePreferences } from '../store/preferences.ts'
import { useProgress } from '../store/progress.ts'
import { isSingleKey, keyLabel, SHORTCUT_GROUPS, SHORTCUTS } from '../store/shortcuts.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { IS_MAC } from './platform.ts'
import styles from './shortcut-sheet.module.css'

/** All keys, drawn from the table that binds them, and what else can be set: keys without Ctrl, the counter of states. */
export function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  const { shortcuts: words, shell } = useMessages()
  const singleKeys = usePreferences((state) => state.singleKeys)
  const save = usePreferences((state) => state.save)
  return (
    <Dialog title={words.title} closeLabel={shell.close} onClose={onClose}>
      <div className={styles.sheet} data-scrolls>
        <label className={styles.switch}>
          <input
            type="checkbox"
            checked={singleKeys}
            onChange={(event) => save({ singleKeys: event.currentTarget.checked })}
          />
          <span>
            {words.singleKeys}
            <small>{words.singleKeysHint}</small>
          </span>
        </label>
        <Seen />
        {SHORTCUT_GROUPS.map((group) => (
          <section key={group}>
            <h3>{words.groups[group]}</h3>
            <dl>
              {SHORTCUTS.filter((row) => row.group === group).map(({ id, keys }) => (
                <div
                  key={id}
                  className={styles.row}
                  data-off={(!singleKeys && keys.every(isSingleKey)) || undefined}
                >
                  <dt>{words.rows[id]}</dt>
                  <dd>
                    {keys.map((key) => (
                      <Kbd key={key}>{keyLabel(key, IS_MAC)}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}

/** The state graph's counter, and how to begin it anew. */
function Seen() {
  const { shortcuts: words, stateGraph } = useMessages()
  const { states, moves, allMoves } = useCoverage()
  const forget = useProgress((state) => state.forgetSeen)
  return (
    <p className={styles.seen}>
      {stateGraph.coverage(states, moves, allMoves)}
      <Button disabled={states === 0} onClick={forget}>
        {words.forgetSeen}
      </Button>
    </p>
  )
}
