import './ui/layers.css'
import './ui/reset.css'
import './ui/tokens.css'
import './ui/fonts.css'
import './ui/base.css'
import { type SyntheticEvent, useState } from 'react'
import { createRoot } from 'react-dom/client'
import styles from './gallery/gallery.module.css'
import { addressOf, ITEMS, type Item, LANGUAGES, THEMES } from './gallery/items.ts'
import { Segmented } from './ui/segmented.tsx'

// The composition root of gallery.html, which is not shipped: its few words are names, the same in all languages.

const SETTLED_MS = 1500

function Gallery() {
  const [language, setLanguage] = useState<(typeof LANGUAGES)[number]>('en')
  const [theme, setTheme] = useState<(typeof THEMES)[number]>('light')
  return (
    <main className={styles.gallery}>
      <header>
        <Segmented label="lang" options={named(LANGUAGES)} value={language} onChange={setLanguage} />
        <Segmented label="theme" options={named(THEMES)} value={theme} onChange={setTheme} />
      </header>
      {ITEMS.map((item) => (
        <Picture key={item.name} item={item} address={addressOf(item, language, theme)} />
      ))}
    </main>
  )
}

const named = <T extends string>(values: readonly T[]) => values.map((value) => ({ value, label: value }))

function Picture({ item, address }: { readonly item: Item; readonly address: string }) {
  const { name, width, height, keys = [] } = item
  const press = ({ currentTarget }: SyntheticEvent<HTMLIFrameElement>) => {
    const there = currentTarget.contentWindow
    setTimeout(() => {
      for (const key of keys) there?.dispatchEvent(new KeyboardEvent('keydown', { key }))
    }, SETTLED_MS)
  }
  return (
    <figure>
      <figcaption>
        <a href={address}>{name}</a>
        <span className="mono">{`${width} × ${height}`}</span>
      </figcaption>
      <iframe
        key={address}
        title={name}
        src={address}
        width={width}
        height={height}
        loading="lazy"
        onLoad={press}
      />
    </figure>
  )
}

const root = document.getElementById('root')
if (root !== null) createRoot(root).render(<Gallery />)
