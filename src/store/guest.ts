/** Whether this page is a guest in somebody else's: the embed. A guest keeps nothing and leaves the focus alone. */
let guest = false

export function beGuest(): void {
  guest = true
}

export const isGuest = (): boolean => guest

/** A guest moves the focus only once somebody has come in. */
export const mayTakeFocus = (): boolean => !guest || document.hasFocus()
