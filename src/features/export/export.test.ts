import { describe, expect, it } from 'vitest'
import { fileName } from './download.ts'
import { elementSnippet, iframeSnippet } from './embed-snippet.ts'

const CHOICE = {
  site: 'https://example.org/tcp/',
  hash: '#close-ack2-lost?at=12&profile=linux',
  title: 'Say "hello" & <go>',
  theme: 'dark',
  lang: 'zh',
  width: '100%',
  height: 480,
}

describe('the snippet for other pages', () => {
  it('is one frame with the moment, the look and a name', () => {
    const html = iframeSnippet(CHOICE)
    expect(html).toContain(
      'src="https://example.org/tcp/embed.html?lang=zh&amp;theme=dark#close-ack2-lost?at=12&amp;profile=linux"',
    )
    expect(html).toContain('title="Say &quot;hello&quot; &amp; &lt;go&gt;" width="100%" height="480"')
    expect(html.match(/<\w+/g)).toEqual(['<iframe'])
  })

  it('or the custom element', () => {
    const html = elementSnippet({ ...CHOICE, theme: 'auto' })
    expect(html).toContain('src="https://example.org/tcp/embed.js"')
    expect(html).toContain('scenario="close-ack2-lost?at=12&amp;profile=linux" lang="zh"\n')
  })
})

describe('the name of a file', () => {
  it('holds nothing but letters, digits, spaces, _ and -', () => {
    expect(fileName('The last ACK is lost', 'svg')).toBe('The last ACK is lost.svg')
    expect(fileName('../../etc/passwd', 'pcap')).toBe('etc-passwd.pcap')
    expect(fileName('最后一个 ACK 丢失', 'csv')).toBe('ACK.csv')
    expect(fileName('三次握手', 'csv')).toBe('synscope.csv')
    expect(fileName('x'.repeat(200), 'csv')).toHaveLength(84)
  })
})
