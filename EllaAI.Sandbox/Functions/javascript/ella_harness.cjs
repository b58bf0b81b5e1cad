"use strict";
const fs = require("fs");

const write = fs.writeSync;

// The answer is written on descriptor 1 by us; what the candidate prints goes to standard error.
Object.defineProperty(process, "stdout", { get: () => process.stderr });

{{load}}

/** Longs that a number does not hold come as strings. */
function big(shape, value) {
    if (shape === "long") return typeof value === "string" ? BigInt(value) : value;
    if (!Array.isArray(shape)) return value;
    if (shape[0] === "list") return value.map((item) => big(shape[1], item));
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, big(shape[1], item)]));
}

/** JSON, with BigInts as numbers and a number that is none as its name. */
function json(value) {
    switch (typeof value) {
        case "number": return Number.isFinite(value) ? String(value) : `"${value}"`;
        case "bigint": return String(value);
        case "string": case "boolean": return JSON.stringify(value);
        case "object": return value === null ? "null" : composed(value);
        default: return "null";
    }
}

function composed(value) {
    if (Array.isArray(value) || ArrayBuffer.isView(value)) return `[${Array.from(value, json).join(",")}]`;
    if (value instanceof Set) return JSON.stringify("<Set>");
    const entries = value instanceof Map ? [...value] : Object.entries(value);
    return `{${entries.map(([key, item]) => `${JSON.stringify(String(key))}:${json(item)}`).join(",")}}`;
}

function say(descriptor, text) {
    const bytes = Buffer.from(text);
    for (let done = 0; done < bytes.length;) done += write(descriptor, bytes, done);
}

function blame(error) {
    const text = error instanceof Error ? String(error.stack) : `Uncaught ${String(error)}`;
    say(2, text.split("\n").filter((line) => !/^\s+at .*(ella_harness|node:)/.test(line)).join("\n") + "\n");
    process.exit(1);
}

async function main() {
    const types = {{types}};
    const given = JSON.parse(fs.readFileSync(0, "utf8"));
    const inputs = JSON.stringify(types).includes("long") ? given.map((value, i) => big(types[i], value)) : given;
    const result = json(await (await load("{{file}}", "{{name}}"))(...inputs));
    say(1, result + "\n");
    process.exit(0);
}

main().catch(blame);
