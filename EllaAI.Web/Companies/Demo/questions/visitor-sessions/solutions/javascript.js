"use strict";

const { readFileSync } = require("fs");

/**
 * Returns the lines to print: one for each visitor, then the skipped one.
 * @param {number} gap
 * @param {string[]} lines
 * @returns {string[]}
 */
function summarize(gap, lines) {
  const visitors = new Map();
  let skipped = 0;
  for (const line of lines) {
    const match = /^([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9]) ([^ ]+) (\/[^ ]*)$/.exec(line);
    if (!match) {
      skipped++;
      continue;
    }
    const [, hours, minutes, seconds, name, path] = match;
    const now = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
    let visitor = visitors.get(name);
    if (!visitor) visitors.set(name, (visitor = { sessions: 0, longest: 0, first: 0, last: 0, open: false }));
    if (!visitor.open || now - visitor.last > gap) {
      visitor.sessions++;
      visitor.first = now;
    }
    visitor.last = now;
    visitor.longest = Math.max(visitor.longest, now - visitor.first);
    visitor.open = path !== "/logout";
  }
  const report = [...visitors].map(([name, v]) => `${name} ${v.sessions} ${v.longest}`);
  return [...report, `skipped ${skipped}`];
}

// The log is read as it is: spaces and empty lines matter.
const [header, ...lines] = readFileSync(0, "utf8").split("\n");
const [n, gap] = header.split(" ").map(Number);
console.log(summarize(gap, lines.slice(0, n)).join("\n"));
