// Scrolls a box at an even speed, and tells how many frames came in how many milliseconds, and the longest and the median
// pause between two.
const PIXELS_PER_MS = 3;
const LENGTH_MS = 5000;

const rest = (ms) => new Promise((go) => setTimeout(go, ms));

async function until(find) {
  for (let tries = 0; tries < 400; tries += 1) {
    const found = find();
    if (found) return found;
    await rest(50);
  }
  throw new Error("it did not come");
}

function roll(box) {
  return new Promise((told) => {
    const stamps = [];
    const frame = (at) => {
      stamps.push(at);
      const passed = at - stamps[0];
      if (passed >= LENGTH_MS) return told(stamps);
      box.scrollTop = passed * PIXELS_PER_MS;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}

function words(stamps, box) {
  const pauses = stamps.slice(1).map((at, index) => at - stamps[index]);
  const sorted = [...pauses].sort((one, other) => one - other);
  const passed = stamps[stamps.length - 1] - stamps[0];
  const median = sorted[Math.floor(sorted.length / 2)];
  return [pauses.length, passed, sorted[sorted.length - 1], median, box.scrollTop].join(" ");
}
