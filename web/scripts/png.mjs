// PNG as screenshots are (8 bit, RGB or RGBA, not interlaced) into PNG of 256 colours: a third of the size, and nothing to install.
import { deflateSync, inflateSync, crc32 } from "node:zlib";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const COLOURS = 256;

/** A picture as rows of RGB. */
export function decoded(file) {
  if (!file.subarray(0, 8).equals(SIGNATURE)) throw new Error("not a PNG");
  const data = [];
  let head;
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    const kind = file.toString("latin1", at + 4, at + 8);
    const body = file.subarray(at + 8, at + 8 + length);
    if (kind === "IHDR") head = body;
    if (kind === "IDAT") data.push(body);
    at += length + 12;
  }
  const [width, height, bits, type] = [head.readUInt32BE(0), head.readUInt32BE(4), head[8], head[9]];
  const step = { 2: 3, 6: 4 }[type];
  if (bits !== 8 || !step || head[12]) throw new Error("only 8 bit RGB or RGBA, not interlaced");
  const raw = unfiltered(inflateSync(Buffer.concat(data)), width * step, height, step);
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0; at < width * height; at++) raw.copy(pixels, at * 3, at * step, at * step + 3);
  return { width, height, pixels };
}

/** Rows are stored as differences to what is left of and above them (PNG 9.2). */
function unfiltered(raw, line, height, step) {
  const out = Buffer.alloc(line * height);
  for (let row = 0; row < height; row++) {
    const filter = raw[row * (line + 1)];
    for (let x = 0; x < line; x++) {
      const at = row * line + x;
      const left = x >= step ? out[at - step] : 0;
      const up = row ? out[at - line] : 0;
      const corner = row && x >= step ? out[at - line - step] : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
      out[at] = raw[row * (line + 1) + 1 + x] + guess;
    }
  }
  return out;
}

function paeth(left, up, corner) {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

/** The picture in at most 256 colours. */
export function encoded({ width, height, pixels }) {
  const keys = new Uint32Array(width * height);
  const counts = new Map();
  for (let at = 0; at < keys.length; at++) {
    const key = (pixels[at * 3] << 16) | (pixels[at * 3 + 1] << 8) | pixels[at * 3 + 2];
    keys[at] = key;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const boxes = cut([...counts].map(([key, count]) => ({ rgb: [key >> 16, (key >> 8) & 255, key & 255], key, count })));
  const places = new Map();
  const palette = Buffer.alloc(boxes.length * 3);
  boxes.forEach((box, number) => {
    mean(box).forEach((part, channel) => (palette[number * 3 + channel] = part));
    for (const { key } of box) places.set(key, number);
  });
  const raw = Buffer.alloc((width + 1) * height);
  for (let row = 0; row < height; row++) for (let x = 0; x < width; x++) raw[row * (width + 1) + 1 + x] = places.get(keys[row * width + x]);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([SIGNATURE, chunk("IHDR", head), chunk("PLTE", palette), chunk("IDAT", deflateSync(raw, { level: 9 })), chunk("IEND", Buffer.alloc(0))]);
}

/** Median cut: what differs most is parted first, until there are as many boxes as colours. */
function cut(colours) {
  const boxes = [colours];
  while (boxes.length < COLOURS) {
    const spreads = boxes.map(spread);
    const widest = spreads.reduce((best, one, at) => (one.most > spreads[best].most ? at : best), 0);
    if (!spreads[widest].most) break;
    const box = boxes[widest].sort((a, b) => a.rgb[spreads[widest].channel] - b.rgb[spreads[widest].channel]);
    const half = box.reduce((sum, one) => sum + one.count, 0) / 2;
    let at = 1;
    for (let sum = box[0].count; sum < half && at < box.length - 1; at++) sum += box[at].count;
    boxes.splice(widest, 1, box.slice(0, at), box.slice(at));
  }
  return boxes;
}

/** How far a box reaches in its widest channel. A lone colour reaches nowhere. */
function spread(box) {
  const reach = [0, 1, 2].map((channel) => {
    const parts = box.map((one) => one.rgb[channel]);
    return parts.reduce((a, b) => Math.max(a, b), 0) - parts.reduce((a, b) => Math.min(a, b), 255);
  });
  const most = Math.max(...reach);
  return { most, channel: reach.indexOf(most) };
}

function mean(box) {
  const count = box.reduce((sum, one) => sum + one.count, 0);
  return [0, 1, 2].map((channel) => Math.round(box.reduce((sum, one) => sum + one.rgb[channel] * one.count, 0) / count));
}

function chunk(kind, body) {
  const named = Buffer.concat([Buffer.from(kind, "latin1"), body]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
