import { readFileSync } from "fs";

/** Returns the lines to print: one for each visitor, then the skipped one. */
function summarize(gap: number, lines: string[]): string[] {
  // Your code here.
  return [];
}

// The log is read as it is: spaces and empty lines matter.
const [header, ...lines] = readFileSync(0, "utf8").split("\n");
const [n, gap] = header.split(" ").map(Number);
console.log(summarize(gap, lines.slice(0, n)).join("\n"));
