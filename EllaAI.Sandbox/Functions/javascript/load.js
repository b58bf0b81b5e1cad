const path = require("path");
const vm = require("vm");
const Module = require("module");

/** Whether it is no module, which has import or export. */
function isScript(text) {
    try {
        return Boolean(new vm.Script(Module.wrap(text)));
    } catch {
        return false;
    }
}

/** The function, with the file as it is: in a script, one line after its last makes a name of its top level visible. */
async function load(file, name) {
    const full = path.resolve(file);
    const text = fs.readFileSync(full, "utf8");
    let found;
    if (isScript(text)) {
        const candidate = new Module(full, module);
        candidate.filename = full;
        candidate.paths = Module._nodeModulePaths(path.dirname(full));
        candidate._compile(`${text}\n;if (typeof ${name} === "function") module.exports.${name} = ${name};`, full);
        found = candidate.exports && candidate.exports[name];
    } else {
        found = (await import(full))[name];
    }
    if (typeof found !== "function") throw Object.assign(new Error(), { stack: `There is no function ${name} in ${file}, or a module that does not export it.` });
    return found;
}
