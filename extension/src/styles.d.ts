// Style sheets are imported as text; `build.mjs` puts the design tokens before them.
declare module "*.css" {
  const text: string;
  export default text;
}
