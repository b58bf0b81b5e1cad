"use strict";

const { readFileSync } = require("fs");

/** A binary heap of running jobs, the next to end on top. */
class EndsFirst {
  #items = [];

  get size() {
    return this.#items.length;
  }

  get end() {
    return this.#items[0].end;
  }

  push(item) {
    const items = this.#items;
    let at = items.length;
    for (let up; at > 0 && items[(up = (at - 1) >> 1)].end > item.end; at = up) items[at] = items[up];
    items[at] = item;
  }

  pop() {
    const items = this.#items;
    const top = items[0];
    const last = items.pop();
    if (items.length) {
      let at = 0;
      for (let down = 1; down < items.length; at = down, down = 2 * at + 1) {
        if (down + 1 < items.length && items[down + 1].end < items[down].end) down++;
        if (items[down].end >= last.end) break;
        items[at] = items[down];
      }
      items[at] = last;
    }
    return top;
  }
}

/**
 * Returns the start of each job, or -1 for one that gave up.
 * @param {number} cores
 * @param {{ submit: number, need: number, patience: number, duration: number }[]} jobs
 * @returns {number[]}
 */
function schedule(cores, jobs) {
  const running = new EndsFirst();
  const starts = [];
  let free = cores;
  let now = 0; // when the job before left the head of the queue
  for (const job of jobs) {
    now = Math.max(now, job.submit);
    const deadline = job.submit + job.patience;
    if (now > deadline) {
      starts.push(-1); // gave up behind others, holding up nobody
      continue;
    }
    while (running.size && (running.end <= now || (free < job.need && running.end <= deadline))) {
      const { end, need } = running.pop();
      now = Math.max(now, end);
      free += need;
    }
    if (free < job.need) {
      now = deadline;
      starts.push(-1);
      continue;
    }
    free -= job.need;
    running.push({ end: now + job.duration, need: job.need });
    starts.push(now);
  }
  return starts;
}

const [header, ...rows] = readFileSync(0, "utf8").trim().split("\n").map((line) => line.split(" ").map(Number));
const jobs = rows.map(([submit, need, patience, duration]) => ({ submit, need, patience, duration }));
console.log(schedule(header[0], jobs).join("\n"));
