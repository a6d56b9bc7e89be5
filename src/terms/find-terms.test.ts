import { describe, expect, it } from 'vitest'
import { glossary as en } from '../i18n/en/glossary.ts'
import { myths as englishMyths } from '../i18n/en/myths.ts'
import { glossary as zh } from '../i18n/zh/glossary.ts'
import { findTerms } from './find-terms.ts'

const kinds = (sentence: string, terms = en.terms) =>
  findTerms(sentence, terms).map((part) =>
    part.kind === 'plain' ? part.text : `<${part.kind} ${part.text}>`,
  )

describe('terms in a sentence', () => {
  it('are found as whole words, and the longest that fits', () => {
    expect(kinds('2MSL is two MSL.')).toEqual(['<term 2MSL>', ' is two ', '<term MSL>', '.'])
    expect(kinds('A tail loss probe finds it.')).toEqual(['A ', '<term tail loss probe>', ' finds it.'])
    expect(kinds('PRTOX')).toEqual(['PRTOX'])
  })

  it('stand beside states, flags and calls', () => {
    expect(kinds('close() in TIME-WAIT sends a RST: TIME-WAIT assassination.')).toEqual([
      '<word close()>',
      ' in ',
      '<state TIME-WAIT>',
      ' sends a ',
      '<word RST>',
      ': ',
      '<term TIME-WAIT assassination>',
      '.',
    ])
  })

  it('are new only once', () => {
    const parts = findTerms('MSL, 2MSL, CLOSED, CLOSED', en.terms)
    expect(parts.filter((part) => 'first' in part && part.first).map(({ text }) => text)).toEqual([
      'MSL',
      'CLOSED',
    ])
  })

  it('are found in Chinese, where nothing separates words', () => {
    expect(kinds('重传超时后纯 ACK不重传，ISN不变', zh.terms)).toEqual([
      '重传超时后',
      '<term 纯 ACK>',
      '不重传，',
      '<term ISN>',
      '不变',
    ])
  })

  it('never change a sentence', () => {
    for (const { claim, truth } of Object.values(englishMyths.cards)) {
      for (const text of [claim, truth]) {
        expect(
          findTerms(text, en.terms)
            .map((part) => part.text)
            .join(''),
        ).toBe(text)
      }
    }
  })
})
