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

export default { meta: { name: 'synscope' }, rules: { 'import-table': importTable } }
