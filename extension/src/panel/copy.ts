// Puts a text on the clipboard, at a person's press. Pages served without TLS have no clipboard API,
// and a page may forbid it: then the browser's older way is taken.

/** Whether the text is on the clipboard now. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByEvent(text);
  }
}

function copyByEvent(text: string): boolean {
  let copied = false;
  const give = (event: ClipboardEvent) => {
    if (!event.isTrusted) return;
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
    event.stopImmediatePropagation();
    copied = event.clipboardData !== null;
  };
  window.addEventListener("copy", give, { capture: true });
  document.execCommand("copy");
  window.removeEventListener("copy", give, { capture: true });
  return copied;
}
