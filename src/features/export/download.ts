const LONGEST = 80

/** A name that every file system takes: `close-ack2-lost`, made of whatever the scenario is called. */
export function fileName(title: string, extension: string): string {
  const name = title
    .replace(/[^A-Za-z0-9 _-]+/g, '-')
    .replace(/^[- ]+|[- ]+$/g, '')
    .slice(0, LONGEST)
  return `${name === '' ? 'synscope' : name}.${extension}`
}

/** Hands a file to the browser, as if it had come from a server. */
export function download(content: Blob, name: string): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // Browsers read it after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
