"use strict";

const { readFileSync } = require("fs");

/**
 * Returns the lines to print: the total, then one for each service.
 * @param {{ name: string, minutes: number }[]} services
 * @param {{ before: string, after: string, soak: number }[]} dependencies
 * @returns {string[]}
 */
function plan(services, dependencies) {
  const nodes = new Map();
  for (const { name, minutes } of services) {
    nodes.set(name, { name, minutes, dependents: [], waiting: 0, start: 0, latest: null });
  }
  for (const { before, after, soak } of dependencies) {
    nodes.get(before).dependents.push({ node: nodes.get(after), soak });
    nodes.get(after).waiting++;
  }

  // Forwards in topological order: whoever is never ready is blocked.
  const order = [...nodes.values()].filter((node) => node.waiting === 0);
  let total = 0;
  for (const current of order) {
    const end = current.start + current.minutes;
    total = Math.max(total, end);
    for (const { node, soak } of current.dependents) {
      node.start = Math.max(node.start, end + soak);
      if (--node.waiting === 0) order.push(node);
    }
  }

  // Backwards: the latest start that leaves the total as it is.
  for (const current of order.reverse()) {
    let end = total;
    for (const { node, soak } of current.dependents) {
      if (node.latest !== null) end = Math.min(end, node.latest - soak);
    }
    current.latest = end - current.minutes;
  }

  const lines = [`total ${total}`];
  for (const { name, start, latest } of nodes.values()) {
    lines.push(latest === null ? `${name} blocked` : `${name} ${start} ${latest - start}`);
  }
  return lines;
}

const [[n, m], ...rows] = readFileSync(0, "utf8").trim().split("\n").map((line) => line.split(" "));
const services = rows.slice(0, Number(n)).map(([name, minutes]) => ({ name, minutes: Number(minutes) }));
const dependencies = rows
  .slice(Number(n), Number(n) + Number(m))
  .map(([before, after, soak]) => ({ before, after, soak: Number(soak) }));
console.log(plan(services, dependencies).join("\n"));
