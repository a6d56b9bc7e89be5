/** How the frame is to look in somebody else's page. */
export interface EmbedChoice {
  readonly site: string
  /** What is shown, from its `#`. */
  readonly hash: string
  readonly title: string
  /** Absent: as the reader's system has it. */
  readonly theme: string
  readonly lang: string
  readonly width: string
  readonly height: number
}

const SANDBOX = 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads'
const ALLOW = 'fullscreen; clipboard-write; web-share; screen-wake-lock'

/** The address of the frame. */
export function embedUrl({
  site,
  hash,
  theme,
  lang,
}: Omit<EmbedChoice, 'title' | 'width' | 'height'>): string {
  const query = new URLSearchParams({ lang, ...(theme !== 'auto' && { theme }) })
  return `${new URL('embed.html', site).href}?${query.toString()}${hash}`
}

/** HTML to paste: works without any script of ours. */
export function iframeSnippet(choice: EmbedChoice): string {
  const { title, width, height } = choice
  return [
    `<iframe src="${attribute(embedUrl(choice))}"`,
    `  title="${attribute(title)}" width="${width}" height="${height}" loading="lazy"`,
    `  sandbox="${SANDBOX}"`,
    `  allow="${ALLOW}" referrerpolicy="no-referrer" style="border:0"></iframe>`,
  ].join('\n')
}

/** The same as a custom element, which finds its height by itself. */
export function elementSnippet({ site, hash, title, theme, lang }: EmbedChoice): string {
  const themed = theme === 'auto' ? '' : ` theme="${theme}"`
  return [
    `<script type="module" src="${attribute(new URL('embed.js', site).href)}"></script>`,
    `<synscope-player scenario="${attribute(hash.replace(/^#/, ''))}" lang="${lang}"${themed}`,
    `  title="${attribute(title)}"></synscope-player>`,
  ].join('\n')
}

const attribute = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
