/** The function, with the file as it is: one line after its last makes a name of its top level visible. */
function load(file, name) {
    const path = require("path");
    const Module = require("module");
    const full = path.resolve(file);
    const candidate = new Module(full, module);
    candidate.filename = full;
    candidate.paths = Module._nodeModulePaths(path.dirname(full));
    candidate._compile(`${fs.readFileSync(full, "utf8")}\n;if (typeof ${name} === "function") module.exports.${name} = ${name};`, full);
    const found = candidate.exports && candidate.exports[name];
    if (typeof found !== "function") throw Object.assign(new Error(), { stack: `There is no function ${name} in ${file}.` });
    return found;
}
