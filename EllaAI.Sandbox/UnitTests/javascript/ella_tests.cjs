"use strict";
require("./ella_reporter.cjs").start();
const { test } = require("node:test");

// So that the reporter is asked even when nobody has a test.
test("none", { skip: true }, () => { });

async function main() {
    for (const file of {{tests}}) {
        try {
            await import("./" + file);
        } catch (error) {
            test(file, () => { throw error; });
        }
    }
}

main();
