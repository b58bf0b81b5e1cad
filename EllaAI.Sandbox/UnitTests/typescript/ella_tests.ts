// Not by its name: the bundler must leave it beside the program, where node loads it too.
const load = require;
load("/work/ella_reporter.cjs").start();

async function main() {
    // So that the reporter is asked even when nobody has a test.
    load("node:test").test("none", { skip: true }, () => { });
    try {
{{tests}}
    } catch (error) {
        load("node:test").test("loading", () => { throw error; });
    }
}

main();
