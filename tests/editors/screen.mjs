// Looks at the screen for underlines of the colour that errors have.
import { PNG } from "pngjs";

const isRed = (red, green, blue) => red > 150 && red - green > 70 && red - blue > 60;

/** The box around all red pixels near some boxes, in viewport coordinates, or null. */
export async function redNear(page, boxes, margin = 12) {
  const left = Math.max(0, Math.floor(Math.min(...boxes.map((box) => box.x)) - margin));
  const top = Math.max(0, Math.floor(Math.min(...boxes.map((box) => box.y)) - margin));
  const right = Math.ceil(Math.max(...boxes.map((box) => box.x + box.width)) + margin);
  const bottom = Math.ceil(Math.max(...boxes.map((box) => box.y + box.height)) + margin);
  const shot = await page.screenshot({
    clip: { x: left, y: top, width: right - left, height: bottom - top },
    captureBeyondViewport: false,
  });
  const { width, height, data } = PNG.sync.read(Buffer.from(shot));
  const scale = width / (right - left);
  let box = null;
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4;
      if (!isRed(data[at], data[at + 1], data[at + 2])) continue;
      box ??= { left: x, right: x, top: y, bottom: y };
      box.left = Math.min(box.left, x);
      box.right = Math.max(box.right, x);
      box.bottom = Math.max(box.bottom, y);
    }
  return (
    box && {
      left: left + box.left / scale,
      right: left + (box.right + 1) / scale,
      top: top + box.top / scale,
      bottom: top + (box.bottom + 1) / scale,
    }
  );
}
