"use strict";

const { readFileSync } = require("fs");

/**
 * @param {number} a
 * @param {number} b
 * @returns {number}
 */
function add(a, b) {
  // Your code here.
  return 0;
}

const [a, b] = readFileSync(0, "utf8").trim().split(/\s+/).map(Number);
console.log(add(a, b));
