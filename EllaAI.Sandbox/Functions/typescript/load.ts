/** The function, joined in by the bundler. It is imported here and not above, so that what it prints comes after the output was diverted. */
async function load(file, name) {
    const found = (await import("./{{file}}"))[name];
    if (typeof found !== "function") throw Object.assign(new Error(), { stack: `There is no exported function ${name} in ${file}.` });
    return found;
}
