declare module "pngjs" {
  export interface Picture {
    width: number;
    height: number;
    /** Four bytes for each pixel. */
    data: Buffer;
  }
  export const PNG: { sync: { read(file: Buffer): Picture } };
}
