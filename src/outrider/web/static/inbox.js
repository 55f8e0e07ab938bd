// The inbox by keyboard: j and k walk the list, Enter opens, x selects.
export function watchInbox() {}
