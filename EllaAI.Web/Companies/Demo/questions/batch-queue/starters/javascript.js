"use strict";

const { readFileSync } = require("fs");

/**
 * Returns the start of each job, or -1 for one that gave up.
 * @param {number} cores
 * @param {{ submit: number, need: number, patience: number, duration: number }[]} jobs
 * @returns {number[]}
 */
function schedule(cores, jobs) {
  // Your code here.
  return [];
}

const [header, ...rows] = readFileSync(0, "utf8").trim().split("\n").map((line) => line.split(" ").map(Number));
const jobs = rows.map(([submit, need, patience, duration]) => ({ submit, need, patience, duration }));
console.log(schedule(header[0], jobs).join("\n"));
