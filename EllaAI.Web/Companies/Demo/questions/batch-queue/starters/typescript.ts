import { readFileSync } from "fs";

interface Job {
  submit: number;
  need: number;
  patience: number;
  duration: number;
}

/** Returns the start of each job, or -1 for one that gave up. */
function schedule(cores: number, jobs: Job[]): number[] {
  // Your code here.
  return [];
}

const [header, ...rows] = readFileSync(0, "utf8").trim().split("\n").map((line) => line.split(" ").map(Number));
const jobs = rows.map(([submit, need, patience, duration]) => ({ submit, need, patience, duration }));
console.log(schedule(header[0], jobs).join("\n"));
