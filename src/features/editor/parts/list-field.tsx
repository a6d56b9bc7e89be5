import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react'
import { useRef } from 'react'
import { useSection } from '../../../i18n/use-section.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import styles from '../editor.module.css'
import type { Field } from '../form/fields.ts'
import { type Path, pathText, valueAt } from '../path.ts'
import { type FieldProps, useEditing, useErrorCount, useErrorsAt } from './editing.ts'

type ListOf = Extract<Field, { kind: 'list' }>

/** Items that can be added, moved and removed; each opens. */
export function ListField({ field, path, label }: FieldProps<ListOf>) {
  const words = useSection('editor')
  const { root, change } = useEditing()
  const list = useRef<HTMLDivElement>(null)
  const value = valueAt(root, path)
  const items: readonly unknown[] = Array.isArray(value) ? value : []
  const errors = useErrorsAt(path, label)
  const add = () => {
    change([...path, items.length], field.fresh(items))
    requestAnimationFrame(() => openLast(list.current))
  }
  const move = (from: number, by: 1 | -1) => {
    const next = [...items]
    next.splice(from + by, 0, ...next.splice(from, 1))
    change(path, next)
  }
  return (
    <div ref={list} className={styles.list}>
      {errors.length > 0 && <p className={styles.error}>{errors.join(' ')}</p>}
      {items.map((item, index) => (
        <Item
          key={index}
          field={field}
          path={[...path, index]}
          title={field.title(item, index)}
          onUp={index > 0 ? () => move(index, -1) : undefined}
          onDown={index < items.length - 1 ? () => move(index, 1) : undefined}
        />
      ))}
      <button type="button" className={styles.add} data-path={pathText(path)} onClick={add}>
        <Plus size={14} aria-hidden />
        {words.addNamed(label)}
      </button>
    </div>
  )
}

interface ItemProps {
  readonly field: ListOf
  readonly path: Path
  readonly title: string
  readonly onUp: (() => void) | undefined
  readonly onDown: (() => void) | undefined
}

function Item({ field, path, title, onUp, onDown }: ItemProps) {
  const words = useSection('editor')
  const { change, FieldView } = useEditing()
  const wrong = useErrorCount(path)
  return (
    <div className={styles.item}>
      <details data-path={pathText(path)}>
        <summary>
          <span className="mono" lang="en">
            {title}
          </span>
          {wrong > 0 && <span className={styles.count}>{words.problems(wrong)}</span>}
        </summary>
        <FieldView field={field.item} path={path} label={title} />
      </details>
      <span className={styles.tools}>
        <IconButton label={words.up(title)} disabled={onUp === undefined} onClick={onUp}>
          <ArrowUp size={14} />
        </IconButton>
        <IconButton label={words.down(title)} disabled={onDown === undefined} onClick={onDown}>
          <ArrowDown size={14} />
        </IconButton>
        <IconButton label={words.removeNamed(title)} onClick={() => change(path, undefined)}>
          <X size={14} />
        </IconButton>
      </span>
    </div>
  )
}

/** The new item is open, with the focus in its first field. */
function openLast(list: HTMLElement | null): void {
  const last = Array.from(list?.querySelectorAll<HTMLDetailsElement>(':scope > div > details') ?? []).at(-1)
  if (last === undefined) return
  last.open = true
  last.querySelector<HTMLElement>('input, select')?.focus()
}
