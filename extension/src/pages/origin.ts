// The origin of an address as a match pattern: what the browser is asked to allow.

/** `https://crm.example.com:8443/notes?x` is `https://crm.example.com/*`; null for other schemes. */
export function originPattern(address: string): string | null {
  const text = address.trim();
  const withScheme = /^[a-z][a-z+.-]*:\/\//iu.test(text) ? text : `https://${text}`;
  if (!URL.canParse(withScheme)) return null;
  const { protocol, hostname } = new URL(withScheme);
  if (!/^https?:$/u.test(protocol) || !/^(localhost|\[.+\]|[^\s.]+(\.[^\s.]+)+)$/u.test(hostname)) {
    return null;
  }
  // Match patterns know no port: they hold for all of a host's.
  return `${protocol}//${hostname}/*`;
}

/** How a person reads a pattern. */
export const hostOf = (pattern: string) => pattern.replace(/^https?:\/\/|\/\*$/gu, "");
