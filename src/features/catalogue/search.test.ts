import { describe, expect, it } from 'vitest'
import { search } from './search.ts'

const ALL = [
  {
    id: 'open-normal',
    titles: ['Three-way handshake', '正常三次握手'],
    keywords: ['SYN-SENT', 'SYN-RECEIVED', 'ESTABLISHED', 'SYN', 'ACK', 'RFC 9293 3.5'],
  },
  {
    id: 'open-refused',
    titles: ['Connection refused', '连接被拒绝'],
    keywords: ['SYN-SENT', 'SYN', 'RST', 'ECONNREFUSED', 'RFC 9293 3.10.7.1'],
  },
  {
    id: 'close-normal',
    titles: ['Four-segment close', '正常四次挥手'],
    keywords: ['FIN-WAIT-1', 'TIME-WAIT', 'FIN', 'RFC 9293 3.6'],
  },
]

const found = (query: string) => search(ALL, query).map(({ id }) => id)

describe('the palette', () => {
  it('shows everything before anything is typed', () => {
    expect(found(' ')).toHaveLength(3)
  })

  it('finds by name in both languages, whatever the language of the page', () => {
    expect(found('hand')[0]).toBe('open-normal')
    expect(found('挥手')).toEqual(['close-normal'])
  })

  it('finds by state in any spelling, flag, errno and section', () => {
    expect(found('TIME_WAIT')).toEqual(['close-normal'])
    expect(found('rst')).toEqual(['open-refused'])
    expect(found('econnref')).toEqual(['open-refused'])
    expect(found('3.10.7')).toEqual(['open-refused'])
  })

  it('forgives left-out letters, and puts what it says literally first', () => {
    expect(found('hndshk')).toEqual(['open-normal'])
    expect(found('syn close')).toEqual([])
    const lost = ['The first ACK is lost', 'The ACK is lost'].map((title) => ({
      id: title,
      titles: [title],
      keywords: [],
    }))
    expect(search(lost, 'the ack is lost').map(({ id }) => id)).toEqual([
      'The ACK is lost',
      'The first ACK is lost',
    ])
    expect(found('normal').slice(0, 2).sort()).toEqual(['close-normal', 'open-normal'])
  })
})
