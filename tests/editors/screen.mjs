// Looks at the screen for underlines of the colour that errors have.
import { PNG } from "pngjs";

const isRed = (red, green, blue) => red > 150 && red - green > 70 && red - blue > 60;

/** The box around all red pixels near some boxes, in viewport coordinates, or null. */
export async function redNear(page, boxes, margin = 12) {
  const left = Math.max(0, Math.floor(Math.min(...boxes.map((box) => box.x)) - margin));
  const top = Math.max(0, Math.floor(Math.min(...boxes.map((box) => box.y)) - margin));
  const right = Math.ceil(Math.max(...boxes.map((box) => box.x + box.width)) + margin);
  const bottom = Math.ceil(Math.max(...boxes.map((box) => box.y + box.height)) + margin);
  // The whole viewport: Firefox leaves zoomed frames out of a shot of a part.
  const { width, height, data } = PNG.sync.read(Buffer.from(await page.screenshot()));
  const scale = width / page.viewport().width;
  let box = null;
  for (let y = Math.max(0, top * scale); y < Math.min(height, bottom * scale); y += 1)
    for (let x = Math.max(0, left * scale); x < Math.min(width, right * scale); x += 1) {
      const at = (y * width + x) * 4;
      if (!isRed(data[at], data[at + 1], data[at + 2])) continue;
      box ??= { left: x, right: x, top: y, bottom: y };
      box.left = Math.min(box.left, x);
      box.right = Math.max(box.right, x);
      box.bottom = Math.max(box.bottom, y);
    }
  return (
    box && {
      left: box.left / scale,
      right: (box.right + 1) / scale,
      top: box.top / scale,
      bottom: (box.bottom + 1) / scale,
    }
  );
}
