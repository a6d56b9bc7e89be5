// Our own lint rules, loaded by .oxlintrc.json.
import path from 'node:path'
import { forbidden } from './import-rule.mjs'

/**
 * What of an import or export the rule looks at.
 * @typedef {{ importKind?: string, exportKind?: string }} Kind
 * @typedef {Kind & { source?: { value?: unknown } | null, specifiers?: Kind[] }} Import
 * @typedef {{ filename: string, report: (problem: { node: unknown, message: string }) => void }} Context
 */

/**
 * The path under src/, or undefined for a file outside. The innermost src/ counts, so that a copy of the tree works.
 * @param {string} filename
 */
function placeInSrc(filename) {
  const parts = filename.split(path.sep)
  const at = parts.lastIndexOf('src')
  return at < 0 ? undefined : parts.slice(at + 1).join('/')
}

/** @param {Kind} node */
const saysType = (node) => node.importKind === 'type' || node.exportKind === 'type'

/** @param {Import} node */
function isTypeOnly(node) {
  const names = node.specifiers ?? []
  return saysType(node) || (names.length > 0 && names.every(saysType))
}

const importTable = {
  /** @param {Context} context */
  create(context) {
    const from = placeInSrc(context.filename)
    if (from === undefined) return {}
    /** @param {Import} node @param {boolean} typeOnly */
    const check = (node, typeOnly) => {
      const specifier = node.source?.value
      if (typeof specifier !== 'string') return
      const message = forbidden(from, specifier, typeOnly)
      if (message !== undefined) context.report({ node: node.source, message })
    }
    /** @param {Import} node */
    const checkStatement = (node) => check(node, isTypeOnly(node))
    return {
      /** @param {unknown} node */
      Program(node) {
        if (!/(^|\/)index\.tsx?$/.test(from)) return
        context.report({ node, message: 'No index.ts: import from the file that has it.' })
      },
      ImportDeclaration: checkStatement,
      ExportNamedDeclaration: checkStatement,
      ExportAllDeclaration: checkStatement,
      /** @param {Import} node */
      ImportExpression: (node) => check(node, false),
      /** @param {Import} node */
      TSImportType: (node) => check(node, true),
    }
  },
}

/** Attributes that people read or hear. */
const SPOKEN = new Set([
  'aria-label',
  'aria-description',
  'aria-valuetext',
  'alt',
  'title',
  'placeholder',
  'label',
])

/** Words; a unit is none. @param {string} text */
const hasWords = (text) => /\p{L}{2,}/u.test(text.replace(/\bms\b/g, ''))

/**
 * What of a component's markup the rule looks at.
 * @typedef {{ type?: string, value?: unknown, quasis?: { value: { raw: string } }[] }} Expression
 * @typedef {{ name?: { name?: unknown }, value?: (Expression & { expression?: Expression }) | null }} Attribute
 * @typedef {{ type: string, openingElement?: { attributes: Attribute[] } }} Element
 */

/** @param {Expression | null | undefined} expression */
function writes(expression) {
  const { type, value, quasis = [] } = expression ?? {}
  if (type === 'Literal') return typeof value === 'string' && hasWords(value)
  return quasis.some((quasi) => hasWords(quasi.value.raw))
}

/** What is the protocol's own is never translated, and says so. @param {Element} element */
const isProtocols = ({ openingElement }) =>
  openingElement?.attributes.some(({ name, value }) => name?.name === 'lang' && value?.value === 'en') ??
  false

/** Every text that a person reads stands in src/i18n, where both languages are complete. */
const noTextInMarkup = {
  /** @param {Context} context */
  create(context) {
    if (placeInSrc(context.filename) === undefined) return {}
    /** @param {unknown} node */
    const report = (node) => context.report({ node, message: 'Texts stand in src/i18n/<language>.' })
    return {
      /** @param {{ value: string, parent: Element }} node */
      JSXText(node) {
        if (hasWords(node.value) && !isProtocols(node.parent)) report(node)
      },
      /** @param {{ expression: Expression, parent: Element }} node */
      JSXExpressionContainer(node) {
        const { expression, parent } = node
        if (parent.type === 'JSXElement' && writes(expression) && !isProtocols(parent)) report(node)
      },
      /** @param {Attribute} node */
      JSXAttribute(node) {
        const { name, value } = node
        if (SPOKEN.has(String(name?.name)) && (writes(value) || writes(value?.expression))) report(node)
      },
    }
  },
}

export default {
  meta: { name: 'synscope' },
  rules: { 'import-table': importTable, 'no-text-in-markup': noTextInMarkup },
}
