import { PencilLine, Search } from 'lucide-react'
import { use, useState } from 'react'
import { Autocomplete, Input, ListBox, ListBoxItem, TextField } from 'react-aria-components'
import { LOCALES } from '../../base/locale.ts'
import { GlyphPicture } from '../../drawing/glyph-picture.tsx'
import { useMessages } from '../../i18n/use-messages.ts'
import { CATALOGUE, type ScenarioId } from '../../scenario/catalogue.ts'
import type { Group } from '../../scenario/catalogue/entry.ts'
import { loadTitles, type ScenarioTitles } from '../../scenario/catalogue/texts.ts'
import { studio, useStudio } from '../../store/store.ts'
import { Dialog } from '../../ui/dialog.tsx'
import styles from './catalogue.module.css'
import { CONTENTS } from './contents.ts'
import { GLYPHS } from './glyphs.ts'
import { type Findable, search } from './search.ts'
import { useTitles } from './titles.ts'

interface Found extends Findable {
  readonly id: ScenarioId | typeof EDIT
}

/** Not a scenario, but the way to make one of one's own. Found by these words in whichever language. */
const EDIT = 'edit'
const EDIT_WORDS = ['edit', 'editor', 'JSON', '编辑', '自定义']

const bothLanguages: Promise<readonly ScenarioTitles[]> = Promise.all(LOCALES.map(loadTitles))

const GROUP_OF = Object.fromEntries(CATALOGUE.map(({ id, group }) => [id, group])) as Readonly<
  Record<ScenarioId, Group>
>

function findable(titles: readonly ScenarioTitles[]): Found[] {
  const scenarios = CATALOGUE.map(({ id, tags, rfc }) => ({
    id,
    titles: titles.flatMap((language) => [language[id].title, ...language[id].variants]),
    keywords: [...(CONTENTS[id]?.words ?? []), ...tags, ...rfc],
  }))
  return [...scenarios, { id: EDIT, titles: EDIT_WORDS, keywords: [] }]
}

/** Finds a scenario by its name in either language, or by what its run shows. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const { catalogue: words, shell } = useMessages()
  const titles = useTitles()
  const all = findable(use(bothLanguages))
  const current = useStudio((state) => state.catalogueId)
  const [query, setQuery] = useState('')
  const found = search(all, query)
  const choose = (id: string) => {
    onClose()
    if (id === EDIT) studio.getState().set({ dialog: 'editor' })
    else studio.getState().open(id)
  }
  return (
    <Dialog bare title={words.find} closeLabel={shell.close} onClose={onClose}>
      <Autocomplete inputValue={query} onInputChange={setQuery}>
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog opened to type in */}
        <TextField autoFocus aria-label={words.find} className={styles.search ?? ''}>
          <Search size={16} aria-hidden />
          {/* oxlint-disable-next-line jsx-a11y/role-has-required-aria-props -- Autocomplete adds aria-controls; the keys of this field move the list */}
          <Input role="combobox" aria-expanded aria-haspopup="listbox" placeholder={words.placeholder} />
        </TextField>
        <ListBox
          aria-label={words.title}
          className={styles.results ?? ''}
          items={found}
          renderEmptyState={() => <p className={styles.nothing}>{words.nothing}</p>}
          onAction={(id) => choose(String(id))}
        >
          {({ id }) =>
            id === EDIT ? (
              <ListBoxItem id={id} textValue={shell.edit} className={`${styles.row} ${styles.result}`}>
                <span className={styles.glyph}>
                  <PencilLine size={16} aria-hidden />
                </span>
                {shell.edit}
              </ListBoxItem>
            ) : (
              <ListBoxItem
                id={id}
                textValue={titles?.[id].title ?? id}
                className={`${styles.row} ${styles.result}`}
              >
                <GlyphPicture glyph={GLYPHS[id]} selected={current?.split('/')[0] === id} />
                {titles?.[id].title}
                <small>{words.groups[GROUP_OF[id]]}</small>
              </ListBoxItem>
            )
          }
        </ListBox>
      </Autocomplete>
    </Dialog>
  )
}
