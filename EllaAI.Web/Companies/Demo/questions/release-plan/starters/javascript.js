"use strict";

const { readFileSync } = require("fs");

/**
 * Returns the lines to print: the total, then one for each service.
 * @param {{ name: string, minutes: number }[]} services
 * @param {{ before: string, after: string, soak: number }[]} dependencies
 * @returns {string[]}
 */
function plan(services, dependencies) {
  // Your code here.
  return [];
}

const [[n, m], ...rows] = readFileSync(0, "utf8").trim().split("\n").map((line) => line.split(" "));
const services = rows.slice(0, Number(n)).map(([name, minutes]) => ({ name, minutes: Number(minutes) }));
const dependencies = rows
  .slice(Number(n), Number(n) + Number(m))
  .map(([before, after, soak]) => ({ before, after, soak: Number(soak) }));
console.log(plan(services, dependencies).join("\n"));
