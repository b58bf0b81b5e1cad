process.on("exit", () => process.stdout.write("[9,9]\n"));
console.log("[9,9]");

const twoSum = (numbers, target) => {
    process.stdout.write("[9,9]\n");
    const seen = new Map();
    for (let i = 0; i < numbers.length; i++) {
        if (seen.has(target - numbers[i])) return [seen.get(target - numbers[i]), i];
        seen.set(numbers[i], i);
    }
    return [];
}; // the end, with no new line after it