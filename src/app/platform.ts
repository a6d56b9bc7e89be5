/** Whether shortcuts are pressed with Cmd instead of Ctrl. */
export const IS_MAC = /Mac|iPhone|iPad/.test(navigator.platform)
