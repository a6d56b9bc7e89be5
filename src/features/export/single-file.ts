import { download } from './download.ts'

/** Made by the build beside the pages; tools/single-file.mjs. */
const FILE = './synscope.html'
const HEAD = '<head>'

/** The studio as one file that runs from a folder, opening at the moment of the link. */
export async function saveSingleFile(hash: string): Promise<void> {
  const answer = await fetch(FILE)
  if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`)
  const html = await answer.text()
  const content = hash.replace(/&/g, '&amp;').replace(/"/g, '&quot;')
  const meta = `<meta name="synscope-link" content="${content}">`
  download(new Blob([html.replace(HEAD, () => `${HEAD}${meta}`)], { type: 'text/html' }), 'synscope.html')
}
