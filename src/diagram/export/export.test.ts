import { describe, expect, test } from 'vitest'
import { simulate } from '../../engine/sim/run.ts'
import { Trace } from '../../engine/trace/codec.ts'
import { exported } from '../../i18n/en/exported.ts'
import { findScenario } from '../../scenario/catalogue.ts'
import { csvText } from './csv.ts'
import { mermaidText } from './mermaid.ts'
import { plantumlText } from './plantuml.ts'

const WORDS = exported
const ADDRESSES = { C: '192.0.2.10', S: '198.51.100.20' }

function run(id: string): Trace {
  const scenario = findScenario(id)
  if (scenario === null) throw new Error(id)
  return new Trace(simulate(scenario))
}

/** A label as somebody could write it into a scenario that others export. */
function labelled(label: string): Trace {
  const { data } = run('close-half-close-data')
  return new Trace({ ...data, labels: data.labels.map(([stream, from, to]) => [stream, from, to, label]) })
}

const EVIL = '=1+1"; <script>alert(1)</script>\n@enduml\n!include x\n%%{init}%% C->>S: fake'

describe('Mermaid', () => {
  test('tells segments and states in order, and marks what is lost', () => {
    const lines = mermaidText(run('open-synack-lost'), ADDRESSES, WORDS, 'SYN,ACK lost').split('\n')
    expect(lines.slice(0, 6)).toEqual([
      'sequenceDiagram',
      '    title SYN,ACK lost',
      '    participant C as Client<br/>192.0.2.10',
      '    participant S as Server<br/>198.51.100.20',
      '    Note over S: LISTEN',
      '    Note over C: SYN-SENT',
    ])
    expect(lines).toContain('    C->>S: SYN seq=0')
    expect(lines).toContain('    S-xC: SYN ACK seq=0 ack=1 (lost)')
  })

  test('text of the scenario cannot begin a statement or a tag', () => {
    const text = mermaidText(labelled(EVIL), ADDRESSES, WORDS, EVIL)
    expect(text).not.toMatch(/<script|%%|^!|^\s*C->>S: fake/m)
    expect(text.split('\n').filter((line) => line.includes('fake'))[0]).toMatch(/^ {4}title /)
  })

  test('a third host takes part under its own address', () => {
    expect(mermaidText(run('old-dup-syn-three-way'), ADDRESSES, WORDS, '')).toMatch(/participant C as/)
  })
})

describe('PlantUML', () => {
  test('has an arrow for each segment', () => {
    const trace = run('close-normal')
    const lines = plantumlText(trace, ADDRESSES, WORDS, '').split('\n')
    expect(lines[0]).toBe('@startuml')
    expect(lines.at(-2)).toBe('@enduml')
    expect(lines.filter((line) => /^[CS] -> [CS] : /.test(line))).toHaveLength(trace.segmentCount)
  })

  test('text of the scenario cannot end the diagram or include a file', () => {
    const text = plantumlText(labelled(EVIL), ADDRESSES, WORDS, EVIL)
    expect(text.match(/@enduml/g)).toHaveLength(1)
    expect(text).not.toMatch(/^!|<script|"; /m)
  })
})

describe('CSV', () => {
  test('has a row for each segment, under names', () => {
    const trace = run('open-normal')
    const lines = csvText(trace, ADDRESSES, () => '').split('\r\n')
    expect(lines[0]).toMatch(/^n,connection,from,source,/)
    expect(lines[1]).toBe('1,1,C,192.0.2.10,49152,198.51.100.20,443,SYN,0,,0,65535,0,50,delivered,0,,')
    expect(lines).toHaveLength(trace.segmentCount + 2)
  })

  test.each(['=cmd()', '+1', '-1', '@x'])('the cell %s is no formula any more', (label) => {
    expect(csvText(labelled(label), ADDRESSES, () => '')).toContain(`,'${label},`)
  })

  test('quotes, commas and line ends stay inside their cell', () => {
    const text = csvText(run('open-normal'), ADDRESSES, () => 'a "b", c\nd')
    expect(text.split('\r\n')[1]).toMatch(/,"a ""b"", c\nd"$/)
  })
})
