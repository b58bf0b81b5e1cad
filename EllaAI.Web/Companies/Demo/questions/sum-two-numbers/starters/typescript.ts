import { readFileSync } from "fs";

function add(a: number, b: number): number {
  // Your code here.
  return 0;
}

const [a, b] = readFileSync(0, "utf8").trim().split(/\s+/).map(Number);
console.log(add(a, b));
