// Fluent adds @font-face rules that point to a CDN unless this is set before it loads.
// Import this module first: a portal under a strict CSP serves its own fonts or none.
window.FabricConfig = { fontBaseUrl: "" };

export {};
