import { studio } from './store.ts'

/** Takes files that are dropped or pasted anywhere on the page, and text that can only be a scenario. */
export function listenForFiles(): void {
  addEventListener('dragover', (event) => {
    if (event.dataTransfer?.types.includes('Files') === true) event.preventDefault()
  })
  addEventListener('drop', (event) => {
    const [file] = event.dataTransfer?.files ?? []
    if (file === undefined) return
    event.preventDefault()
    void take(file, file.name)
  })
  addEventListener('paste', ({ clipboardData, target }) => {
    if (target instanceof Element && target.closest('input, textarea, [contenteditable]') !== null) return
    const [file] = clipboardData?.files ?? []
    const text = clipboardData?.getData('text/plain') ?? ''
    if (file !== undefined) void take(file, file.name)
    else if (/^\s*\{[\s\S]*"hosts"/.test(text) || studio.getState().view === 'capture')
      void take(new Blob([text]), '')
  })
}

/** What reads files comes when there is one. */
async function take(file: Blob, name: string): Promise<void> {
  const imports = await import('./imports.ts').catch(() => null)
  if (imports === null) studio.getState().notify({ kind: 'file-unread' })
  else await imports.importFile(file, name)
}
